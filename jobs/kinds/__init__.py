"""The job kinds, one package each: its contract and the pure function that runs in a worker. Each holds KIND."""
