"""Find units and patterns: documents, views, embedders, rank fusion, and near-duplicates."""
