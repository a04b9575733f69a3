"""Tables and the other objects, one module a kind: a DDL statement becomes its entry in a spec."""
