"""The screens, one a module. A module declares its screen in `SCREEN`; see `tui.screen_spec`."""
