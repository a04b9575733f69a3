"""What goes over the wire: frozen dataclasses, one module a resource."""
