"""Where text from outside flows: values as pieces of text, through assignments, to EXECUTE."""
