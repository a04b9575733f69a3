"""The words of a document: identifiers split, English stemmed, questions widened."""
