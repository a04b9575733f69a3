"""Job kinds for tests and benches, available only where SPECDECK_DRILLS is set."""
