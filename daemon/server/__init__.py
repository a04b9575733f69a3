"""The one writer: routes, events, watcher, supervision."""
