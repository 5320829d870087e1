"""The table of actions, the single source for menus, toolbar, shortcuts, enabled states and the help page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotations.message import Message

Condition = Literal[
    "always",
    "project",
    "image",
    "images",
    "focus",
    "step",
    "instance",
    "several",
    "undo",
    "redo",
    "model",
    "next",
    "batch",
    "review",
    "mend",
    "conflict",
    "stack",
]


@dataclass(frozen=True)
class Action:
    """One thing the user can do. `menu` is its place; `help` says in one sentence what it does.

    `held` keys also mean something while held (Space pans), so they are not handled as shortcuts.
    """

    name: str
    text: str
    menu: str
    help: str
    keys: tuple[str, ...] = ()
    when: Condition = "always"
    icon: str = ""
    toolbar: Literal["", "main", "tools"] = ""
    tool: str = ""
    checkable: bool = False
    held: tuple[str, ...] = ()
    in_menu: bool = True


@dataclass(frozen=True)
class Situation:
    """The conditions that decide which actions are possible."""

    project: bool = False
    image: bool = False
    focus: bool = False
    step: bool = False
    instance: bool = False
    several: bool = False
    undo: bool = False
    redo: bool = False
    model: bool = False
    next: bool = False
    stack: bool = False
    images: bool = False
    batch: bool = False
    review: bool = False
    mend: bool = False
    conflict: bool = False


MENUS = ("File", "Edit", "Proposal", "Tools", "Mask", "Instance", "Review", "Image", "View", "Help")

_FIXED: tuple[Action, ...] = (
    Action("open_folder", "Open folder…", "File",
           "Opens a folder of images. The annotations are saved in that folder.", ("Ctrl+O",), icon="folder",
           toolbar="main"),
    Action("open_file", "Open image or project…", "File", "Opens a single image or a project file (.rsis).",
           ("Ctrl+Shift+O",)),
    Action("save", "Save", "File", "Shows where the project is saved. Every decision is saved as soon as you make it.",
           ("Ctrl+S",), "project"),
    Action("import", "Import…", "File", "Previews annotations in another format and adds them to the project.",
           ("Ctrl+I",)),
    Action("export", "Export…", "File",
           "Writes the annotations in another format. The project itself does not change.", ("Ctrl+E",), "project",
           icon="export", toolbar="main"),
    Action("open_model", "Open model…", "File", "Loads a different model from a checkpoint folder.", ("Ctrl+M",)),
    Action("use_sam", "Use SAM for clicks and boxes…", "File",
           "Chooses what answers clicks and boxes: the model itself, or a SAM from a folder or the Hugging Face hub."),
    Action("finetune", "Fine-tune on my corrections…", "File",
           "Trains the model on your decisions and keeps the new model if it is better.", ("Ctrl+Shift+T",), "project",
           icon="learn", toolbar="main"),
    *(Action(f"labels_{name}", Message("Add {title} categories", title=title), "File",
             Message("Adds the categories of {title} with their colours. Existing categories stay.",
                     title=title), (), "project")
      for name, title in (("voc", "Pascal VOC"), ("cityscapes", "Cityscapes"), ("coco", "COCO"))),
    Action("import_labels", "Add categories from file…", "File",
           "Adds the categories of a JSON file: {\"categories\": [{\"name\": …, \"color\": [r, g, b]}]}.", (),
           "project"),
    Action("statistics", "Statistics…", "File",
           "Charts instances by category, size, day and annotation time. Can be copied as CSV.", ("Ctrl+Shift+I",),
           "project"),
    Action("measurements", "Measurements…", "File",
           "Measures size, shape and intensity of every instance, in pixels and micrometres: table, charts, CSV.",
           ("Ctrl+Shift+M",), "project"),
    Action("settings", "Settings…", "File", "Changes how the program looks and behaves.", ("Ctrl+,",)),
    Action("shortcuts", "Shortcuts…", "File", "Changes, exports and imports keyboard shortcuts."),
    Action("quit", "Quit", "File", "Closes the program. Everything is already saved.", ("Ctrl+Q",)),
    Action("undo", "Undo", "Edit", "Undoes your last change, in any image. There is no limit.", ("Ctrl+Z",), "undo",
           icon="undo", toolbar="main"),
    Action("redo", "Redo", "Edit", "Repeats the change you undid last.", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo",
           icon="redo", toolbar="main"),
    Action("copy", "Copy", "Edit", "Copies the selected instances, to paste here or into another image.", ("Ctrl+C",),
           "instance"),
    Action("paste", "Paste", "Edit", "Pastes the copied instances at their original position.", ("Ctrl+V",), "image"),
    Action("delete", "Delete", "Edit", "Deletes the selected instances, or rejects the proposal.", ("Del",), "focus"),
    Action("select_all", "Select all", "Edit", "Selects all instances that are visible and not locked.", ("Ctrl+A",),
           "image"),
    Action("category_up", "Move category up", "Edit",
           "Moves the selected category up one place. Its shortcut changes with it.", ("Alt+Up",), "project"),
    Action("category_down", "Move category down", "Edit", "Moves the selected category down one place.", ("Alt+Down",),
           "project"),
    Action("merge_category", "Merge category into another…", "Edit",
           "Moves all instances of the selected category to another one, in every image, and deletes it.", (),
           "project"),
    Action("delete_category", "Delete category", "Edit", "Deletes the selected category if no instance uses it.", (),
           "project"),
    Action("cancel", "Cancel, back to the proposal", "Edit",
           "Cancels the drawing in progress; otherwise returns to the pending proposal.", ("Esc",)),
    Action("palette", "Find an action…", "Edit", "Finds any action by name.", ("Ctrl+K",)),
    Action("accept", "Accept", "Proposal",
           "Accepts the proposal and shows the next one. On an instance you selected: goes on to the next in the list. "
           "Closes a polygon you are drawing.", ("Enter", "Return"),
           "image", icon="accept", held=("Space",)),
    Action("reject", "Reject", "Proposal",
           "Rejects the proposal and shows the next one. Removes the last corner of a polygon you are drawing.",
           ("Backspace",), "image", icon="reject"),
    Action("skip", "Skip without deciding", "Proposal", "Leaves the proposal undecided and shows the next one.",
           ("S",), "step", icon="skip"),
    Action("accept_above", "Accept all above threshold", "Proposal",
           "Accepts proposals one after another while their object score is above the threshold in Settings.",
           ("Shift+Enter", "Shift+Return"), "step"),
    Action("propose", "Propose the next object", "Proposal",
           "Asks the model for another proposal, even in an image that is done.", ("N",), "model"),
    Action("pause", "Pause proposals", "Proposal",
           "Stops automatic proposals until you resume. Clicks and boxes still work.", ("Shift+N",), "project",
           checkable=True),
    Action("propose_in_all", "Propose in all images…", "Proposal",
           "Lets the model propose in images you have not begun with, in the background. What it finds waits for you "
           "there.", ("Ctrl+Shift+N",), "model"),
    Action("pause_batch", "Pause proposing in all images", "Proposal",
           "Pauses proposing in all images until you go on, even if you close the program.", (), "batch",
           checkable=True),
    Action("stop_batch", "Stop proposing in all images", "Proposal",
           "Stops proposing in all images. What was found so far still waits there.", (), "batch"),
    Action("accept_in_all", "Accept in all images…", "Proposal",
           "Accepts all waiting proposals above the threshold in Settings, in all images, after telling you how many "
           "there are.", ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"), "project"),
    Action("as_before", "As in the image before", "Proposal",
           "Proposes each object of the image before again, at its new place, with its category and track. Pressed "
           "again, it stops.", ("Shift+A",), "model"),
    Action("look_closer", "Look closer", "Proposal",
           "Segments the object again from an enlarged view. Helps with small objects.", ("Z",), "focus"),
    Action("refine", "Refine with SAM", "Proposal",
           "Lets SAM segment the object again, from the box around it and a point inside.", ("Alt+Z",), "focus"),
    Action("back", "Previous step", "Proposal",
           "Opens the previous step, to look at it or change your decision. Later steps stay.", ("Left",), "image",
           icon="previous"),
    Action("forward", "Next step", "Proposal", "Opens the next step.", ("Right",), "image", icon="next"),
    Action("start_over", "Start over from here", "Proposal",
           "Removes this step and all later ones, with their instances. Undo brings them back.", (), "step"),
    Action("relabel_unknown", "Relabel as unknown", "Proposal", "Removes the category from the selected instances.",
           (), "instance"),
    Action("choose_category", "Choose category by name…", "Proposal",
           "Sets the category of the proposal, the selected instances or the next drawing. Type part of its name.",
           ("X",), "image"),
    Action("tool_select", "Select", "Tools", "Selects the instance you click and reopens its step.", ("V",),
           icon="select", toolbar="tools", tool="select", checkable=True),
    Action("tool_point", "Point", "Tools",
           "Segments the object you click. On a proposal, left-click adds and right-click removes; Ctrl+click starts "
           "another.", ("C",), icon="point", toolbar="tools", tool="point", checkable=True),
    Action("tool_box", "Box", "Tools", "Segments the object inside a box you draw.", ("G",), icon="box",
           toolbar="tools", tool="box", checkable=True),
    Action("tool_brush", "Brush", "Tools",
           "Paints on the proposal or the selected instance. Ctrl paints a new instance; the right button erases.",
           ("B",), icon="brush", toolbar="tools", tool="brush", checkable=True),
    Action("tool_eraser", "Eraser", "Tools", "Erases from the proposal or the selected instance.", ("E",),
           icon="eraser", toolbar="tools", tool="eraser", checkable=True),
    Action("tool_polygon", "Polygon", "Tools",
           "Draws an object corner by corner. “Accept” or a double-click closes it; “Reject” removes the last corner.",
           ("P",), icon="polygon", toolbar="tools", tool="polygon", checkable=True),
    Action("tool_rectangle", "Rectangle", "Tools", "Draws a rectangle. Alt draws it from its centre.", ("R",),
           icon="rectangle", toolbar="tools", tool="rectangle", checkable=True),
    Action("tool_ellipse", "Ellipse", "Tools", "Draws an ellipse. Alt draws it from its centre.", ("O",),
           icon="ellipse", toolbar="tools", tool="ellipse", checkable=True),
    Action("tool_live_wire", "Live-wire", "Tools", "Traces an edge in the image: click along it and the line follows.",
           ("L",), icon="live_wire", toolbar="tools", tool="live_wire", checkable=True),
    Action("tool_grabcut", "GrabCut", "Tools",
           "Segments the object in a box by colour, without the model. Correct it with left- and right-button "
           "strokes.", ("U",), icon="grabcut", toolbar="tools", tool="grabcut", checkable=True),
    Action("tool_wand", "Magic wand", "Tools",
           "Selects the connected area of the colour you click. Drag right to select more.", ("W",), icon="wand",
           toolbar="tools", tool="wand", checkable=True),
    Action("tool_fill", "Flood fill", "Tools",
           "Fills a gap or a hole up to the surrounding masks. Ctrl makes it a new instance.", ("Q",), icon="fill",
           toolbar="tools", tool="fill", checkable=True),
    Action("tool_corners", "Edit corners", "Tools",
           "Drags corners and edges of the outline. Right-click removes a corner. The rest of the mask stays exactly "
           "as it is.", ("K",), icon="corners", toolbar="tools", tool="corners", checkable=True),
    Action("tool_cut", "Cut", "Tools", "Cuts an instance in two along a line you drag across it.", ("Shift+Y",),
           icon="cut", toolbar="tools", tool="cut", checkable=True),
    Action("tool_move", "Move", "Tools", "Drags the selected instances.", ("M",), icon="move", toolbar="tools",
           tool="move", checkable=True),
    Action("brush_smaller", "Smaller brush", "Tools", "Makes the brush and eraser smaller. Alt+drag does the same.",
           ("[",)),
    Action("brush_larger", "Larger brush", "Tools", "Makes the brush and eraser larger. Alt+drag does the same.",
           ("]",)),
    Action("brush_square", "Square brush", "Tools", "Makes the brush and eraser square instead of round.",
           ("Shift+B",), checkable=True),
    Action("fill_holes", "Fill holes", "Mask", "Fills all holes in the mask.", ("Shift+F",), "focus"),
    Action("keep_largest", "Keep largest part", "Mask", "Removes all parts of the mask except the largest.",
           ("Shift+L",), "focus"),
    Action("smooth", "Smooth", "Mask", "Smooths the outline and removes specks (strength in Settings).", ("Shift+S",),
           "focus"),
    Action("grow", "Grow", "Mask", "Expands the mask on all sides (step in Settings).", (".",), "focus"),
    Action("shrink", "Shrink", "Mask", "Shrinks the mask on all sides (step in Settings).", (",",), "focus"),
    Action("nudge_left", "Move left", "Mask", "Moves the selection by one pixel.", ("Ctrl+Left",), "focus"),
    Action("nudge_right", "Move right", "Mask", "Moves the selection by one pixel.", ("Ctrl+Right",), "focus"),
    Action("nudge_up", "Move up", "Mask", "Moves the selection by one pixel.", ("Ctrl+Up",), "focus"),
    Action("nudge_down", "Move down", "Mask", "Moves the selection by one pixel.", ("Ctrl+Down",), "focus"),
    Action("split", "Split into parts", "Instance", "Turns each disconnected part into a separate instance.",
           ("Shift+P",), "instance"),
    Action("duplicate", "Duplicate", "Instance", "Duplicates the selected instances.", ("Ctrl+D",), "instance"),
    Action("unite", "Union", "Instance", "Merges the selected instances into one.", ("Shift+U",), "several"),
    Action("subtract", "Subtract", "Instance",
           "Subtracts the other selected instances from the first. The others stay.", ("Shift+D",), "several"),
    Action("intersect", "Intersect", "Instance",
           "Reduces the first selected instance to its overlap with the others. The others stay.", ("Shift+I",),
           "several"),
    Action("to_front", "Bring to front", "Instance", "Moves the selected instances on top of all others.",
           ("Ctrl+Shift+]",), "instance"),
    Action("forward_one", "Bring forward", "Instance", "Moves the selected instances one place up.", ("Ctrl+]",),
           "instance"),
    Action("backward_one", "Send backward", "Instance", "Moves the selected instances one place down.", ("Ctrl+[",),
           "instance"),
    Action("to_back", "Send to back", "Instance", "Moves the selected instances below all others.", ("Ctrl+Shift+[",),
           "instance"),
    Action("no_overlap", "No overlap", "Instance",
           "Keeps masks from overlapping. Settings say whether new or existing masks are trimmed.", ("Shift+O",),
           checkable=True),
    Action("occluded", "Occluded", "Instance", "Marks the selected instances as partly hidden.", ("Ctrl+1",),
           "instance", checkable=True),
    Action("difficult", "Difficult", "Instance", "Marks the selected instances as hard to recognise.", ("Ctrl+2",),
           "instance", checkable=True),
    Action("crowd", "Crowd", "Instance", "Marks the selected instances as a crowd: many objects not separated.",
           ("Ctrl+3",), "instance", checkable=True),
    Action("note", "Edit note", "Instance", "Opens the note of the selected instances for editing.", ("Ctrl+4",),
           "instance"),
    Action("edit_track", "Edit track", "Instance",
           "Opens the number of the track of the selected instance for editing, from this image on.", ("Ctrl+T",),
           "instance"),
    Action("new_track", "Start a new track", "Instance",
           "Gives the selected instance a track of its own, from this image on.", ("Shift+T",), "instance"),
    Action("hide_instance", "Hide or show", "Instance",
           "Hides the selected instances once they are deselected, or shows them again.", ("Shift+H",), "instance"),
    Action("lock_instance", "Lock or unlock", "Instance",
           "Protects the selected instances from being changed or clicked in the image, or unlocks them.", ("Ctrl+L",),
           "instance"),
    Action("next_instance", "Next instance", "Instance",
           "Selects the next instance in the list that matches the search.", ("Alt+Right",), "image"),
    Action("previous_instance", "Previous instance", "Instance", "Selects the previous instance in the list.",
           ("Alt+Left",), "image"),
    Action("review", "Review instances", "Review",
           "Goes through the instances of all images that fit the filter, one at a time: “Accept” verifies "
           "one, “Reject” deletes it.", ("Ctrl+R",), "project"),
    Action("review_filter", "Filter the review…", "Review",
           "Chooses which instances to review: by category, annotator, date, model confidence, source and review.", (),
           "project"),
    Action("doubts", "List of doubts", "Review",
           "Looks for instances that are likely wrong, in all images, and goes through them, the likeliest first.",
           ("Ctrl+Shift+R",), "project"),
    Action("conflicts", "Conflicts of a merge", "Review",
           "Goes through the objects of which annotators have different versions.", ("Ctrl+Shift+K",), "project"),
    Action("needs_work", "Needs work", "Review", "Marks the instance as needing work and goes on.", ("Y",), "instance"),
    Action("mend", "Mend", "Review",
           "Settles the doubt about the instance: removes the duplicate, drops specks, fills holes, moves or relabels "
           "it.", ("Shift+M",), "mend"),
    Action("keep_both", "Keep both versions", "Review", "Keeps all versions of the conflict, as objects of their own.",
           ("Shift+K",), "conflict"),
    Action("end_review", "End the review", "Review", "Returns to the proposals.", (), "review"),
    Action("next_image", "Next image", "Image", "Opens the next image.", ("D",), "image"),
    Action("previous_image", "Previous image", "Image", "Opens the previous image.", ("A",), "image"),
    Action("next_undone", "Next unfinished image", "Image", "Opens the next image that is neither done nor skipped.",
           ("Ctrl+Shift+D",), "image"),
    Action("most_uncertain", "Most uncertain image", "Image",
           "Opens the unfinished image the model is least sure about, judging by its proposals so far.",
           ("Ctrl+Shift+U",), "image"),
    Action("estimate", "Estimate uncertainty", "Image",
           "Runs the model on unfinished images in the background, so that they can be sorted by uncertainty.",
           ("Ctrl+Shift+L",), "model", checkable=True),
    Action("find_image", "Find images…", "Image", "Searches the image list by any part of a path.", ("Ctrl+F",),
           "project"),
    Action("filter_images", "Filter and sort images…", "Image",
           "Filters the image list by status, category or model confidence, and sorts it.", ("Ctrl+Shift+F",),
           "project"),
    Action("image_done", "Image done", "Image", "Marks the image as done and opens the next unfinished one.",
           ("Ctrl+Enter", "Ctrl+Return"), "image", icon="done", toolbar="main"),
    Action("image_skipped", "Skip image", "Image", "Marks the image as skipped and opens the next unfinished one.",
           ("Ctrl+Backspace",), "image"),
    Action("image_undone", "Reopen image", "Image", "Marks the image as not done and not skipped.", (), "image"),
    Action("copy_path", "Copy path", "Image", "Copies the path of the image, or of all images selected in the list.",
           (), "image"),
    Action("images_done", "Mark selected images as done", "Image", "Marks all images selected in the list as done.",
           (), "images"),
    Action("images_skipped", "Skip selected images", "Image", "Marks all images selected in the list as skipped.", (),
           "images"),
    Action("images_undone", "Reopen selected images", "Image",
           "Marks all images selected in the list as not done and not skipped.", (), "images"),
    Action("open_pages", "Open the pages of this stack as images", "Image",
           "Makes an image of each page of a TIFF, GIF or WebP file. What you annotated stays in the first.", (),
           "stack"),
    Action("remove_images", "Remove from project…", "Image",
           "Removes the image, or all images selected in the list, from the project with their instances. "
           "The files stay. Undo brings them back.", (), "image"),
    Action("fit", "Fit", "View", "Shows the whole image.", ("F",), "image", icon="fit", toolbar="tools"),
    Action("fit_focus", "Zoom to selection", "View", "Zooms to the proposal or the selected instances.", ("Shift+Z",),
           "focus"),
    Action("one_to_one", "1 : 1", "View", "Shows the image at 100 %: one image pixel per screen pixel.", ("0",),
           "image"),
    Action("zoom_in", "Zoom in", "View", "Zooms in. The wheel zooms at the pointer.", ("Ctrl++", "Ctrl+="), "image"),
    Action("zoom_out", "Zoom out", "View", "Zooms out. The wheel zooms at the pointer.", ("Ctrl+-",), "image"),
    Action("display", "Brightness and channels…", "View",
           "Sets window, level and the channels shown, for 16-bit and multi-channel images too.", ("J",), "image"),
    Action("hide_others", "Hide others", "View", "Shows only the proposal or the selected instances.", ("H",), "image",
           checkable=True, icon="hide", toolbar="tools"),
    Action("show_all", "Hide or show all", "View", "Hides all instances to show the bare image, or shows them again.",
           ("T",), "image"),
    Action("color_by_instance", "Colour by instance", "View",
           "Gives each instance its own colour instead of the colour of its category.", ("I",), checkable=True),
    Action("color_by_track", "Colour by track", "View",
           "Gives each track its own colour, so that an object keeps it from image to image.", (), checkable=True),
    Action("fill_more", "Increase fill", "View", "Makes accepted instances more opaque.", ("Alt++", "Alt+=")),
    Action("fill_less", "Decrease fill", "View", "Makes accepted instances more transparent, down to outlines only.",
           ("Alt+-",)),
    Action("instance_grid", "Instance grid", "View",
           "Shows the instances of all images as thumbnails, to compare, relabel, delete and review many at once.",
           ("Ctrl+G",), "project"),
    Action("theme_dark", "Dark", "View", "Uses the dark theme. Annotation colours stay the same.", checkable=True),
    Action("theme_light", "Light", "View", "Uses the light theme. Annotation colours stay the same.", checkable=True),
    Action("full_screen", "Full screen", "View", "Turns full screen on or off.", ("F11",), checkable=True),
    Action("image_only", "Image only", "View", "Hides the lists, toolbars and strip, or shows them again.",
           ("Shift+F11",), checkable=True),
    Action("usual_layout", "Reset layout", "View", "Restores the original layout of lists and toolbars."),
    Action("help", "Keys and actions", "Help", "Lists all actions with their keys.", ("F1", "?"), "always"),
    Action("tour", "Tour", "Help", "Explains the parts of the window."),
    Action("plugins", "Plug-ins…", "Help", "Lists the installed plug-ins, and says which are left out and why."),
    Action("about", "About", "Help", "Shows the version and what the program does."),
)  # fmt: skip

_NUMBERS: tuple[Action, ...] = tuple(
    action
    for n in range(1, 10)
    for action in (
        Action(
            f"relabel_{n}",
            Message("Relabel as category {number}", number=n),
            "Proposal",
            Message(
                "Sets category {number} for the proposal, the selected instances or the next drawing.",
                number=n,
            ),
            (str(n),),
            "image",
            in_menu=False,
        ),
        Action(
            f"relabel_accept_{n}",
            Message("Relabel as category {number} and accept", number=n),
            "Proposal",
            Message("Sets category {number}, accepts the proposal and shows the next one.", number=n),
            (f"Shift+{n}",),
            "focus",
            in_menu=False,
        ),
    )
)

ACTIONS: tuple[Action, ...] = _FIXED + _NUMBERS
BY_NAME: dict[str, Action] = {action.name: action for action in ACTIONS}


def possible(action: Action, situation: Situation) -> bool:
    """Whether the action is possible now."""
    return action.when == "always" or bool(getattr(situation, action.when))


def conflicts(actions: tuple[Action, ...] = ACTIONS) -> list[str]:
    """Keys assigned to two actions, each as a sentence."""
    owners: dict[str, Action] = {}
    found = []
    for action in actions:
        for key in (*action.keys, *action.held):
            if key in owners:
                found.append(f"{key} means “{owners[key].text}” and “{action.text}”.")
            owners[key] = action
    return found


def keys_text(action: Action) -> str:
    """The action's keys, formatted for display."""
    return ", ".join(dict.fromkeys(key_text(key) for key in (*action.keys, *action.held)))


def first_key(action: Action) -> str:
    """The action's first key, formatted for display; empty if it has none."""
    return next((key_text(key) for key in (*action.keys, *action.held)), "")


def key_text(key: str) -> str:
    """One key, formatted for display."""
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    return "+".join([*modifiers, {"Return": "Enter", "Del": "Delete"}.get(last, last)])


class KeyOf(str):
    """The key of an action, as a value in a message: `Message("{key} takes it back.", key=KeyOf("undo"))`.

    As a str it is the table's default key; the window shows the current one (`app.translation.tr`).
    Texts never name an action's key literally, since the user may have changed it.
    """

    action: str

    def __new__(cls, action: str) -> KeyOf:
        key = super().__new__(cls, first_key(BY_NAME[action]))
        key.action = action
        return key
