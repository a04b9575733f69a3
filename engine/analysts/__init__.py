"""Analysts propose changes to a spec; the gate proves each change before it is offered as safe."""
