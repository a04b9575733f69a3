"""What goes over the wire: frozen dataclasses, one module per resource."""
