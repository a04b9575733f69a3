"""The log that learning folds, scores of waiting units, reports of cycles, what the auto lane did."""
