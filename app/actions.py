"""The one table of actions: menus, toolbar, shortcuts, what is possible when, and the help page come from it."""

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
]


@dataclass(frozen=True)
class Action:
    """One thing that a person can do. `menu` is its place; `help` says what it does in one sentence.

    `held` keys are handled where they also mean something while held (Space pans), not as shortcuts.
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
    """What decides which actions are possible."""

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
    images: bool = False


MENUS = ("File", "Edit", "Proposal", "Tools", "Mask", "Instance", "Image", "View", "Help")

_FIXED: tuple[Action, ...] = (
    Action("open_folder", "Open folder…", "File", "Opens a folder of images; its annotations are kept in it.",
           ("Ctrl+O",), icon="folder", toolbar="main"),
    Action("open_file", "Open image or project…", "File", "Opens one image, or a project file (.rsis).",
           ("Ctrl+Shift+O",)),
    Action("save", "Save", "File", "Says where all is kept: each decision is saved as soon as it is made.", ("Ctrl+S",),
           "project"),
    Action("import", "Import…", "File",
           "Shows what a file or folder of annotations in another format holds, and takes it into the project.",
           ("Ctrl+I",)),
    Action("export", "Export…", "File", "Writes the annotations in another format; the project stays as it is.",
           ("Ctrl+E",), "project", icon="export", toolbar="main"),
    Action("open_model", "Open model…", "File", "Loads another model: a checkpoint folder.", ("Ctrl+M",)),
    Action("finetune", "Fine-tune on my corrections…", "File",
           "Trains the model on what was decided here, and takes the better one into use.",
           ("Ctrl+Shift+T",), "project", icon="learn", toolbar="main"),
    *(Action(f"labels_{name}", Message("Add the categories of {title}", title=title), "File",
             Message("Adds the categories of {title} with their colours; those that are there already stay.",
                     title=title), (), "project")
      for name, title in (("voc", "Pascal VOC"), ("cityscapes", "Cityscapes"), ("coco", "COCO"))),
    Action("import_labels", "Add the categories of a file…", "File",
           "Adds categories from a JSON file: {\"categories\": [{\"name\": …, \"color\": [r, g, b]}]}.", (), "project"),
    Action("statistics", "Statistics…", "File",
           "Shows how much there is of each category, how large, made when and in how long; copies it as CSV.",
           ("Ctrl+Shift+I",), "project"),
    Action("settings", "Settings…", "File", "Changes how the program looks and behaves.", ("Ctrl+,",)),
    Action("shortcuts", "Shortcuts…", "File", "Gives actions other keys; exports and imports them."),
    Action("quit", "Quit", "File", "Closes the program. Everything is kept already.", ("Ctrl+Q",)),
    Action("undo", "Undo", "Edit", "Takes back the last thing you did, in any image, as far back as you like.",
           ("Ctrl+Z",), "undo", icon="undo", toolbar="main"),
    Action("redo", "Redo", "Edit", "Does again what was undone.", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo",
           icon="redo", toolbar="main"),
    Action("copy", "Copy", "Edit", "Remembers the selected instances, to be pasted here or into another image.",
           ("Ctrl+C",), "instance"),
    Action("paste", "Paste", "Edit", "Adds the instances that were copied, at the place where they were.",
           ("Ctrl+V",), "image"),
    Action("delete", "Delete", "Edit", "Deletes the selected instances; a proposal is rejected.", ("Del",), "focus"),
    Action("select_all", "Select all", "Edit", "Selects all instances that are shown and not locked.", ("Ctrl+A",),
           "image"),
    Action("category_up", "Category up", "Edit",
           "Moves the category chosen in the list up: it gets the place, and so the key, of the one above.",
           ("Alt+Up",), "project"),
    Action("category_down", "Category down", "Edit", "Moves the category chosen in the list down.", ("Alt+Down",),
           "project"),
    Action("merge_category", "Merge category into another…", "Edit",
           "Gives all instances of the category chosen in the list another category, in all images; it goes.", (),
           "project"),
    Action("delete_category", "Delete category", "Edit",
           "Takes the category chosen in the list out of the project, if no instance has it.", (), "project"),
    Action("cancel", "Cancel, back to the proposal", "Edit",
           "Gives up what is being drawn; otherwise goes back to what is to be decided next.", ("Esc",)),
    Action("palette", "Find an action…", "Edit", "Finds any action by its name.", ("Ctrl+K",)),
    Action("accept", "Accept", "Proposal", "Keeps the proposal and goes on. Closes a polygon that is being drawn.",
           ("Enter", "Return"), "image", icon="accept", held=("Space",)),
    Action("reject", "Reject", "Proposal",
           "Turns the proposal down and goes on. Takes back a corner while a polygon is drawn.",
           ("Backspace",), "image", icon="reject"),
    Action("skip", "Skip without a verdict", "Proposal", "Leaves the proposal undecided and goes on.",
           ("S",), "step", icon="skip"),
    Action("accept_above", "Accept all that are sure", "Proposal",
           "Accepts proposal after proposal while the model is surer than the threshold in the settings.",
           ("Shift+Enter", "Shift+Return"), "step"),
    Action("propose", "Propose the next object", "Proposal", "Asks the model again, also in an image that is done.",
           ("N",), "model"),
    Action("pause", "Pause proposals", "Proposal",
           "The model proposes nothing more by itself until it goes on; clicks and boxes are answered all the same.",
           ("Shift+N",), "project", checkable=True),
    Action("look_closer", "Look closer", "Proposal",
           "The model looks at the object again, enlarged: a second opinion on a small one.", ("Z",), "focus"),
    Action("back", "Go back a step", "Proposal",
           "Opens the step before: decide otherwise, or just look. What came later stays.", ("Left",), "image",
           icon="previous"),
    Action("forward", "Go forward again", "Proposal", "Opens the step after.", ("Right",), "image", icon="next"),
    Action("start_over", "Start over from here", "Proposal",
           "Takes away this step and all later ones, with their instances. Undo brings them back.", (), "step"),
    Action("relabel_unknown", "Relabel as unknown", "Proposal", "Takes the category away.", (), "instance"),
    Action("choose_category", "Give a category by its name…", "Proposal",
           "Gives the proposal, the selected instances or what is drawn a category: type a part of its name.",
           ("X",), "image"),
    Action("tool_select", "Select", "Tools", "Selects what is clicked: its step opens again.", ("V",),
           icon="select", toolbar="tools", tool="select", checkable=True),
    Action("tool_point", "Point", "Tools",
           "Proposes the object at a click. At a proposal left adds, right takes away; far off or with Ctrl: another.",
           ("C",), icon="point", toolbar="tools", tool="point", checkable=True),
    Action("tool_box", "Box", "Tools", "Proposes the object inside a box that you draw.", ("G",),
           icon="box", toolbar="tools", tool="box", checkable=True),
    Action("tool_brush", "Brush", "Tools",
           "Paints onto the proposal or the selected instance, with Ctrl a new instance; the right button erases.",
           ("B",), icon="brush", toolbar="tools", tool="brush", checkable=True),
    Action("tool_eraser", "Eraser", "Tools", "Takes away from the proposal or the selected instance.", ("E",),
           icon="eraser", toolbar="tools", tool="eraser", checkable=True),
    Action("tool_polygon", "Polygon", "Tools",
           "Draws an object by its corners: “Accept” or a double click closes it, “Reject” takes a corner back.",
           ("P",), icon="polygon", toolbar="tools", tool="polygon", checkable=True),
    Action("tool_rectangle", "Rectangle", "Tools", "Draws a rectangle; with Alt from its middle.", ("R",),
           icon="rectangle", toolbar="tools", tool="rectangle", checkable=True),
    Action("tool_ellipse", "Ellipse", "Tools", "Draws an ellipse; with Alt from its middle.", ("O",),
           icon="ellipse", toolbar="tools", tool="ellipse", checkable=True),
    Action("tool_live_wire", "Live-wire", "Tools",
           "Draws along the edges of the image: click here and there, and the line finds its way.", ("L",),
           icon="live_wire", toolbar="tools", tool="live_wire", checkable=True),
    Action("tool_grabcut", "GrabCut", "Tools",
           "Finds the object in a box by its colours, without the model; lines drawn with the left or the right "
           "button correct it.", ("U",), icon="grabcut", toolbar="tools", tool="grabcut", checkable=True),
    Action("tool_wand", "Magic wand", "Tools",
           "Takes what hangs together and has the colour clicked; dragging to the right takes more.", ("W",),
           icon="wand", toolbar="tools", tool="wand", checkable=True),
    Action("tool_fill", "Flood fill", "Tools",
           "Fills a gap or a hole up to the masks around it. With Ctrl as an instance of its own.", ("Q",),
           icon="fill", toolbar="tools", tool="fill", checkable=True),
    Action("tool_corners", "Edit corners", "Tools",
           "Drags the corners and edges of the outline; right-click takes a corner away. The rest stays to the pixel.",
           ("K",), icon="corners", toolbar="tools", tool="corners", checkable=True),
    Action("tool_move", "Move", "Tools", "Drags the selected instances to another place.", ("M",),
           icon="move", toolbar="tools", tool="move", checkable=True),
    Action("brush_smaller", "Smaller brush", "Tools", "Makes the brush and the eraser smaller; so does Alt+drag.",
           ("[",)),
    Action("brush_larger", "Larger brush", "Tools", "Makes the brush and the eraser larger; so does Alt+drag.",
           ("]",)),
    Action("brush_square", "Square brush", "Tools", "A square brush and eraser instead of round ones.",
           ("Shift+B",), checkable=True),
    Action("fill_holes", "Fill holes", "Mask", "Fills the holes of the mask.", ("Shift+F",), "focus"),
    Action("keep_largest", "Keep the largest part", "Mask", "Takes away all parts but the largest.", ("Shift+L",),
           "focus"),
    Action("smooth", "Smooth", "Mask", "Takes away teeth, bays and specks; by how much is a setting.",
           ("Shift+S",), "focus"),
    Action("grow", "Grow", "Mask", "Makes the mask larger all around; by how much is a setting.", (".",), "focus"),
    Action("shrink", "Shrink", "Mask", "Makes the mask smaller all around; by how much is a setting.", (",",),
           "focus"),
    Action("nudge_left", "Move left", "Mask", "Moves what is selected by one pixel.", ("Ctrl+Left",), "focus"),
    Action("nudge_right", "Move right", "Mask", "Moves what is selected by one pixel.", ("Ctrl+Right",), "focus"),
    Action("nudge_up", "Move up", "Mask", "Moves what is selected by one pixel.", ("Ctrl+Up",), "focus"),
    Action("nudge_down", "Move down", "Mask", "Moves what is selected by one pixel.", ("Ctrl+Down",), "focus"),
    Action("split", "Split into parts", "Instance",
           "Makes an instance of each part that does not hang together with the others.", ("Shift+P",), "instance"),
    Action("duplicate", "Duplicate", "Instance", "Copies the selected instances.", ("Ctrl+D",), "instance"),
    Action("unite", "Union", "Instance", "Makes one instance of the selected ones.", ("Shift+U",), "several"),
    Action("subtract", "Subtract", "Instance",
           "Takes from the instance selected first what the others cover; they stay.", ("Shift+D",), "several"),
    Action("intersect", "Intersect", "Instance",
           "Leaves of the instance selected first what the others cover too; they stay.", ("Shift+I",), "several"),
    Action("to_front", "To the front", "Instance", "Lays the selected instances on top of all others.",
           ("Ctrl+Shift+]",), "instance"),
    Action("forward_one", "Forward", "Instance", "Lays the selected instances one place higher.", ("Ctrl+]",),
           "instance"),
    Action("backward_one", "Backward", "Instance", "Lays the selected instances one place lower.", ("Ctrl+[",),
           "instance"),
    Action("to_back", "To the back", "Instance", "Lays the selected instances below all others.",
           ("Ctrl+Shift+[",), "instance"),
    Action("no_overlap", "No overlap", "Instance",
           "Masks do not overlap: what is drawn or accepted gives way to the others, or they to it (a setting).",
           ("Shift+O",), checkable=True),
    Action("occluded", "Occluded", "Instance", "Marks the selected instances as partly hidden by something.",
           ("Ctrl+1",), "instance", checkable=True),
    Action("difficult", "Difficult", "Instance", "Marks the selected instances as hard to tell.", ("Ctrl+2",),
           "instance", checkable=True),
    Action("crowd", "Crowd", "Instance", "Marks the selected instances as a crowd: many, not told apart.",
           ("Ctrl+3",), "instance", checkable=True),
    Action("note", "Write a note", "Instance", "Goes to the note of the selected instances.", ("Ctrl+4",), "instance"),
    Action("hide_instance", "Hide or show", "Instance",
           "Hides the selected instances while they are not selected, or shows them again.", ("Shift+H",), "instance"),
    Action("lock_instance", "Lock or unlock", "Instance",
           "Keeps the selected instances from being picked in the image and from being changed.", ("Ctrl+L",),
           "instance"),
    Action("next_instance", "Next instance", "Instance",
           "Selects the next instance of the list, of those that fit its search.",
           ("Alt+Right",), "image"),
    Action("previous_instance", "Previous instance", "Instance", "Selects the instance before in the list.",
           ("Alt+Left",), "image"),
    Action("next_image", "Next image", "Image", "Goes to the next image.", ("D",), "image"),
    Action("previous_image", "Previous image", "Image", "Goes to the image before.", ("A",), "image"),
    Action("next_undone", "Next image that is not done", "Image", "Goes to the next image that is still to do.",
           ("Ctrl+Shift+D",), "image"),
    Action("most_uncertain", "Most uncertain image", "Image",
           "Goes to the image to do that the model is most in doubt about, by what it has proposed so far.",
           ("Ctrl+Shift+U",), "image"),
    Action("estimate", "Look for doubtful images", "Image",
           "Has the model look at the images that are to do while nothing else waits, so that they can be sorted.",
           ("Ctrl+Shift+L",), "model", checkable=True),
    Action("find_image", "Find images…", "Image",
           "Goes to the search above the list of images: any part of a path.", ("Ctrl+F",), "project"),
    Action("filter_images", "Filter and sort images…", "Image",
           "Lists the images of a status, with a category, or of which the model was less sure; or in another order.",
           ("Ctrl+Shift+F",), "project"),
    Action("image_done", "Image done", "Image", "Marks the image as done and goes to the next one to do.",
           ("Ctrl+Enter", "Ctrl+Return"), "image", icon="done", toolbar="main"),
    Action("image_skipped", "Image skipped", "Image", "Marks the image as skipped and goes to the next one to do.",
           ("Ctrl+Backspace",), "image"),
    Action("image_undone", "Image not done", "Image", "Takes “done” or “skipped” back.", (), "image"),
    Action("copy_path", "Copy the path", "Image", "Copies where the image, or each that is selected in the list, lies.",
           (), "image"),
    Action("images_done", "Selected images done", "Image", "Marks all images selected in the list as done.", (),
           "images"),
    Action("images_skipped", "Selected images skipped", "Image", "Marks all images selected in the list as skipped.",
           (), "images"),
    Action("images_undone", "Selected images not done", "Image",
           "Takes “done” or “skipped” back from all images selected in the list.", (), "images"),
    Action("fit", "Fit", "View", "Shows the whole image.", ("F",), "image", icon="fit", toolbar="tools"),
    Action("fit_focus", "Zoom to what is in focus", "View",
           "Shows the proposal or the selected instances as large as there is room.", ("Shift+Z",), "focus"),
    Action("one_to_one", "1 : 1", "View", "Shows one image pixel as one screen pixel.", ("0",), "image"),
    Action("zoom_in", "Zoom in", "View", "Zooms in; the wheel does so at the pointer.", ("Ctrl++", "Ctrl+="),
           "image"),
    Action("zoom_out", "Zoom out", "View", "Zooms out; the wheel does so at the pointer.", ("Ctrl+-",), "image"),
    Action("display", "Brightness and channels…", "View",
           "Window and level, and which channels of an image are seen: also of 16 bits and of many channels.", ("J",),
           "image"),
    Action("hide_others", "Hide the others", "View", "Shows only the proposal or the selected instance.", ("H",),
           "image", checkable=True, icon="hide", toolbar="tools"),
    Action("show_all", "Hide all, show all", "View",
           "Shows all instances again; where all are shown, hides them and leaves the image alone.", ("T",), "image"),
    Action("color_by_instance", "Colour by instance", "View",
           "Gives each instance a colour of its own, instead of its category's.", ("I",), checkable=True),
    Action("fill_more", "Stronger fill", "View", "Makes accepted instances cover more of the image.",
           ("Alt++", "Alt+=")),
    Action("fill_less", "Weaker fill", "View", "Lets more of the image through accepted instances, up to outlines.",
           ("Alt+-",)),
    Action("theme_dark", "Dark", "View", "Dark window. Annotations keep their colours.", checkable=True),
    Action("theme_light", "Light", "View", "Light window. Annotations keep their colours.", checkable=True),
    Action("full_screen", "Full screen", "View", "The window fills the screen, or does so no longer.", ("F11",),
           checkable=True),
    Action("image_only", "Only the image", "View",
           "Hides the lists, the toolbars and the strip, or shows again those that were there.", ("Shift+F11",),
           checkable=True),
    Action("usual_layout", "Usual layout", "View", "Lays out the lists and the toolbars as they were at first."),
    Action("help", "Keys and actions", "Help", "Shows this page.", ("F1", "?"), "always"),
    Action("tour", "Tour", "Help", "Shows what is where in the window."),
    Action("about", "About", "Help", "Says what this program is, and its version."),
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
                "Gives the proposal, the selected instance or what is drawn category {number}.",
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
            Message("Gives the proposal category {number} of the list, keeps it and goes on.", number=n),
            (f"Shift+{n}",),
            "focus",
            in_menu=False,
        ),
    )
)

ACTIONS: tuple[Action, ...] = _FIXED + _NUMBERS
BY_NAME: dict[str, Action] = {action.name: action for action in ACTIONS}


def possible(action: Action, situation: Situation) -> bool:
    """Can the action be done now?"""
    return action.when == "always" or bool(getattr(situation, action.when))


def conflicts(actions: tuple[Action, ...] = ACTIONS) -> list[str]:
    """Keys that mean two things, each as a sentence."""
    owners: dict[str, Action] = {}
    found = []
    for action in actions:
        for key in (*action.keys, *action.held):
            if key in owners:
                found.append(f"{key} means “{owners[key].text}” and “{action.text}”.")
            owners[key] = action
    return found


def keys_text(action: Action) -> str:
    """The action's keys as a person reads them."""
    return ", ".join(dict.fromkeys(key_text(key) for key in (*action.keys, *action.held)))


def first_key(action: Action) -> str:
    """The key to name where one is enough; empty where the action has none."""
    return next((key_text(key) for key in (*action.keys, *action.held)), "")


def key_text(key: str) -> str:
    """One key as a person reads it."""
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    return "+".join([*modifiers, {"Return": "Enter", "Del": "Delete"}.get(last, last)])


class KeyOf(str):
    """The key of an action, as a value in a sentence: `Message("{key} takes it back.", key=KeyOf("undo"))`.

    As a str it is the table's own key; the window says the one that the action has now (`app.translation.tr`).
    A text never names the key of an action itself: the person may have given it another.
    """

    action: str

    def __new__(cls, action: str) -> KeyOf:
        key = super().__new__(cls, first_key(BY_NAME[action]))
        key.action = action
        return key
