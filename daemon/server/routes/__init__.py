"""The API's routes: one module a resource, which holds its `ROUTER`."""
