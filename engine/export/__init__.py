"""Export composed specs as a tree of numbered files, in our dialect or upstream's, and import them again."""
