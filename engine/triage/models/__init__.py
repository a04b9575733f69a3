"""The two models of acceptance: River online, a ridge fit to start from, calibration, and their contest."""
