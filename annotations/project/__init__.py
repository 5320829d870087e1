"""The project file: how it is kept, opened, backed up and repaired."""

from annotations.project.adding import AddedImages
from annotations.project.project import FOLDER_PROJECT, SUFFIX, Counts, Project

__all__ = ["FOLDER_PROJECT", "SUFFIX", "AddedImages", "Counts", "Project"]
