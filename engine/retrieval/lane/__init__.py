"""The index of an instance on disk: documents and their vectors in LanceDB, rebuilt from the database when lost."""
