"""The parts of a SpecQL file: its fields, declarations and actions."""
