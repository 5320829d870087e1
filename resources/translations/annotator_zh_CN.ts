<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>annotator</name>
    <message>
        <location filename="../../app/actions.py"/>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens a folder of images; its annotations are kept in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open image or project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens one image, or a project file (.rsis).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Writes the annotations in another format; the project stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Loads another model: a checkpoint folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fine-tune on my corrections…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Trains the model on what was decided here, and takes the better one into use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Add the categories of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Adds the categories of {title} with their colours; those that are there already stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Add the categories of a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Adds categories from a JSON file: {"categories": [{"name": …, "color": [r, g, b]}]}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Changes how the program looks and behaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Closes the program. Everything is kept already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes back the last thing you did, in any image, as far back as you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Does again what was undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Deletes the selected instances.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects all instances that are shown and not locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Category up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the category chosen in the list up, so that the number key before its own means it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Category down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the category chosen in the list down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Cancel, back to the proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives up what is being drawn; otherwise goes back to what is to be decided next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Find an action…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Finds any action by its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keeps the proposal and goes on. Closes a polygon that is being drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Turns the proposal down and goes on. Takes back a corner while a polygon is drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Skip without a verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Leaves the proposal undecided and goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accept all that are sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accepts proposal after proposal while the model is surer than the threshold in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Propose the next object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Asks the model again, also in an image that is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Look closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>The model looks at the object again, enlarged: a second opinion on a small one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Go back a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the step before: decide otherwise, or just look. What came later stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Go forward again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the step after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Start over from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away this step and all later ones, with their instances. Undo brings them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes the category away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects what is clicked: its step opens again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Proposes the object at a click. At a proposal left adds, right takes away; far off or with Ctrl: another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Proposes the object inside a box that you draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Paints onto the proposal or the selected instance; the right button erases. Without one it draws anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away from the proposal or the selected instance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws an object by its corners: Enter or a double click closes it, Backspace takes a corner back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws a rectangle; with Alt from its middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws an ellipse; with Alt from its middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Live-wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws along the edges of the image: click here and there, and the line finds its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>GrabCut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Finds the object in a box by its colours, without the model; lines drawn with the left or the right button correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Magic wand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes what hangs together and has the colour clicked; dragging to the right takes more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Flood fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fills a gap or a hole up to the masks around it. With Ctrl as an instance of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Edit corners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Drags the corners and edges of the outline; right-click takes a corner away. The rest stays to the pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Drags the selected instances to another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Smaller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the brush and the eraser smaller; so does Alt+drag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the brush and the eraser larger; so does Alt+drag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Square brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>A square brush and eraser instead of round ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fill holes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fills the holes of the mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keep the largest part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away all parts but the largest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away teeth, bays and specks; by how much is a setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Grow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the mask larger all around; by how much is a setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shrink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the mask smaller all around; by how much is a setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves what is selected by one pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Split into parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes an instance of each part that does not hang together with the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copies the selected instances.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Union</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes one instance of the selected ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Subtract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes from the instance selected first what the others cover; they stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Intersect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Leaves of the instance selected first what the others cover too; they stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>To the front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances on top of all others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances one place higher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances one place lower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>To the back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances below all others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>No overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Masks do not overlap: what is drawn or accepted gives way to the others, or they to it (a setting).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Occluded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as partly hidden by something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Difficult</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as hard to tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Crowd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as a crowd: many, not told apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the note of the selected instances.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide or show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hides the selected instances while they are not selected, or shows them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lock or unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keeps the selected instances from being picked in the image and from being changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the next image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the image before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next image that is not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the next image that is still to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the image as done and goes to the next one to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the image as skipped and goes to the next one to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes “done” or “skipped” back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows the whole image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>1 : 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows one image pixel as one screen pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zooms in; the wheel does so at the pointer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zooms out; the wheel does so at the pointer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows only the proposal or the selected instance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide all, show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows all instances again; where all are shown, hides them and leaves the image alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Colour by instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives each instance a colour of its own, instead of its category's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Dark window. Annotations keep their colours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Light window. Annotations keep their colours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keys and actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows this page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Says what this program is, and its version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as category {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives the proposal or the selected instance category {number} of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as category {number} and accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives the proposal category {number} of the list, keeps it and goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>The language of the program, from its next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>简体中文</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Colours of the window. Annotations look the same in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Colour instances by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>By category, instances of one kind share a colour; by instance, neighbours differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>The wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What the mouse wheel does over the image; with Ctrl it does the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Zooms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Scrolls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Fill of accepted instances (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How strongly accepted instances cover the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Bring the next proposal into view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Moves the view when a proposal lies outside of it. It never changes the zoom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Largest image (megapixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Larger images are refused with a message instead of filling the memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Sure enough to accept (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>“Accept all that are sure” (Shift+Enter) goes on while the objectness is at least this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Fine-tuning, at most (minutes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How long the model is trained on your corrections; it may end earlier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Masks of one image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Whether what you draw or accept may overlap other instances. Shift+O switches it on and off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>May overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>No overlap: the new mask gives way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>No overlap: the other masks give way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Grow, shrink and smooth by (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How much one press of the key changes the mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Goes into the history of each project, and tells annotators apart when projects are merged. Empty: the name you are logged in with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Brush radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>In image pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>A square brush instead of a round one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Tolerance of the magic wand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How far from the colour clicked another may be, 0 to 255.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What a drawn shape does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Shift adds, Ctrl subtracts and both intersect, whatever is chosen here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>a new instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>added to the selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>taken from the selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>intersected with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Window layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Where the docks are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>As a JSON list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click an instance, or draw a box round several; Shift or Ctrl selects more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click: this object. Right-click: not this. Ctrl+click: another object. Enter accepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Draw a box: the model proposes the object inside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Paint; the right button erases. [ and ] or Alt+drag change the size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Erase; the right button paints. [ and ] or Alt+drag change the size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>{hint} {keys}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click corners; Enter closes, Backspace takes one back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Shift adds it to the selected instance, Ctrl takes it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag from corner to corner; Alt: from the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click along the edge; the line finds it. Enter closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Draw a box round the object, then correct by lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click a colour; drag to the right for more of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click a gap or a hole: it is filled up to the masks around. Ctrl: as a new instance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag a corner, or an edge for a new one; right-click takes a corner away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag what is selected. Ctrl and an arrow key move it by one pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>COCO instances (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Polygons instead of run-length codes (holes cannot be said)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Cityscapes (polygons, labelIds, instanceIds, color)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Only labels that Cityscapes' own scripts know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Pascal VOC (SegmentationObject, SegmentationClass)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>CVPPP leaves (NAME_rgb.png, NAME_label.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>labelme (one JSON an image)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Mask pictures instead of polygons (exact in labelme's own export too)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>YOLO segmentation (normalised polygons)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Label maps (a folder of images and labels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Mask folders (one PNG an instance, as DSB 2018)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>{title}: {value!r} is not a {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>{title}: {value!r} is not one of {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>{title}: {value} is not between {least} and {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>The settings in {file} cannot be read ({error}); defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/frame.py"/>
        <source>Main</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>{path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>not enough memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>{file}: {record}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk quota is used up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the file grew larger than this disk allows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk is read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>no permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>no such file or folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>it is a folder, not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>a part of its path is not a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk reports an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the drive is not there any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the drive is not connected any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the network drive is not connected any more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
