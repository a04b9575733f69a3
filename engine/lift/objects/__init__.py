"""Lift tables and other objects, one module a kind: a DDL statement becomes an entry of a spec."""
