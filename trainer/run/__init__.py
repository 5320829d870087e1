"""The output of a run: its folder, its log, TensorBoard files and the model card."""
