"""SAM, MobileSAM, EfficientSAM and SAM 2 as proposers: the ONNX graphs of their published export scripts.

`graph_files` finds an encoder and a decoder, `graph_checks` refuses files that cannot be trusted, `graphs` runs them,
`families` knows what each family wants, and `proposer` answers clicks and boxes. `hub` fetches graphs. None of it
needs PyTorch; onnx and onnxruntime are loaded with the graphs.
"""
