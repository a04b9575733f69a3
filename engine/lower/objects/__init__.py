"""Tables and the other objects, one module a kind: an entry of a spec becomes its DDL statements."""
