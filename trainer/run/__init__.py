"""What a run keeps and tells: its folder, its log, TensorBoard's curves and the model's card."""
