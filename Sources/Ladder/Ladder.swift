// What a chapter imports: `import Ladder` brings the whole numeric library and the notebook.
@_exported import Autograd
@_exported import Classical
@_exported import Datasets
@_exported import Environments
@_exported import Metrics
@_exported import Networks
@_exported import Notebook
@_exported import Plotting
@_exported import Sound
@_exported import Tensors
@_exported import Text
