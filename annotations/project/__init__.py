"""The project file: storage, history, log, backups and repair."""

from annotations.project.adding import AddedImages
from annotations.project.project import FOLDER_PROJECT, SUFFIX, Counts, Project

__all__ = ["FOLDER_PROJECT", "SUFFIX", "AddedImages", "Counts", "Project"]
