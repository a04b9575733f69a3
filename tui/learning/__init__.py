"""What the screens Trust and Learning show: bars, the calibration plot, and the lines around them."""
