"""What a diff shows, without a screen: texts, links, differences and aligned rows."""
