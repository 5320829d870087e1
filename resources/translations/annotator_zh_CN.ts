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
        <source>Brightness and channels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Window and level, and which channels of an image are seen: also of 16 bits and of many channels.</source>
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
        <location filename="../../app/assist/assistant.py"/>
        <source>There is no model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model's process {why}; it was started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model {name} is not in use: its process {why}, more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model's process {why} at this request, twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model's process {why} at this image, twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer ended with code {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>{path}: the trainer left no result that can be read ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer did not start: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer was ended (signal {code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>ended with code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>was ended by {signal}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>ended with code {code}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>was ended by {signal} (the system ends processes so when memory runs out)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>could not be started: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/assist/loader.py"/>
        <source>cpu ({kind} was asked for and is not there)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py"/>
        <source>Something went wrong in the program ({error}). What you decided is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: an attribute needs a name before the colon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: every category has “{name}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: “{name}” is there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Relabel as {category}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Accept fixed proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Accept proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Reject proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Skip proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Delete instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Add category {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Move category {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Rename category {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Add categories of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Recolour category {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Change what is asked of category {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>A category needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>There is a category “{name}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/document.py"/>
        <source>“{label}” does not fit what is there now ({key}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Split into {count} parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>instance {number} ({category})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Delete {count} instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Duplicate {count} instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move to the front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move to the back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>It is in one part already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Set “crowd”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Set {attributes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Select two instances or more: Shift+click with the arrow (V), or in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Nothing would be left of {instance}: delete it (Del).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>The copy would lie outside the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>All of it lies on other instances, and masks may not overlap (Shift+O).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>It would cover all of {instance}: delete that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/marks.py"/>
        <source>Instance {number} is locked. Ctrl+L unlocks what is selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>{count} images were moved or renamed and found again ({before} is {after} now).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>1 image was moved or renamed and found again ({before} is {after} now).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>it does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>the project is damaged: its beginning is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/sequence.py"/>
        <source>Nothing would be left: reject it (Backspace) or delete it (Del).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/document/sequence.py"/>
        <source>Nothing was drawn inside the image.</source>
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
        <location filename="../../app/tools/areas.py"/>
        <source>Tolerance {tolerance}. Drag to the right for more, to the left for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>magic wand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>flood fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>There is a mask at this place already. Click a gap between masks, or a hole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Draw ({tool})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Looking how far it goes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/boxes.py"/>
        <source>rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/boxes.py"/>
        <source>ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>No object is found in this box. Drag over what belongs to it, or give it up (Esc) and draw a larger box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Drag over what is missing, right-drag over what is too much. Enter takes it, Esc gives it up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Looking for the object…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Draw a box round the object: press at one corner, let go at the opposite one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/polygon.py"/>
        <source>polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/polygon.py"/>
        <source>live-wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Take a corner away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Move a corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Add a corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Right-click a corner to take it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Moved by {dx}, {dy}. Esc takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Nothing is selected that could be changed. Click an instance with the arrow (V) first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Intersect ({tool})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Add ({tool})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Subtract ({tool})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/strokes.py"/>
        <source>Brush stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/strokes.py"/>
        <source>Eraser stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/tools/strokes.py"/>
        <source>brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/action_palette.py"/>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/action_palette.py"/>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/assist_loop.py"/>
        <source>Correct with a click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/assist_loop.py"/>
        <source>Clicks need a model, and none is ready. Draw with the brush or the polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/assist_loop.py"/>
        <source>Boxes need a model, and none is ready. GrabCut (U) needs none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/assist_loop.py"/>
        <source>A closer look needs a model, and none is ready. The brush (B) will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/assist_loop.py"/>
        <source>The model finds no object there. Draw it with the brush or the polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/assist_loop.py"/>
        <source>The model has no better mask for these clicks. The brush (B) will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/assist_loop.py"/>
        <source>The model sees this object as large as it can already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/attributes_dialog.py"/>
        <source>Attributes of {category}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/attributes_dialog.py"/>
        <source>One attribute a line, its choices after a colon; without choices any text may be the answer.
Example:   colour: red, green, blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/attributes_dialog.py"/>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/banner.py"/>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Key {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Double-click to rename, right-click for the colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>New category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Adds the categories of a well-known data set, with its colours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Attributes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Draw without a category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>The model knows it; it joins the project when it is first used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/category_list.py"/>
        <source>Colour of {category}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>to decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>drawn by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/colors.py"/>
        <source>imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/curve.py"/>
        <source>Curve of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/curve.py"/>
        <source>{count:.0f} iterations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/curve.py"/>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/curve.py"/>
        <source>The loss appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Brightness and channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Adjust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>From the darkest to the brightest thousandth of the pixels, in each image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Full range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>As at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>As the program shows images of this kind by itself, and as the model sees them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Holds for all images of this kind ({kind}) in the project. The model sees them as they are at first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Channel {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Histogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>In colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>{channel} alone, in grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/display_dialog.py"/>
        <source>All that are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Training: iteration {iteration}, about {left:.0f} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>{doing} {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The new model “{name}” is better and is being loaded. f50 on images held back: {before:.3f} before, {after:.3f} after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The new model “{name}” is better and is in use now. f50 on images held back: {before:.3f} before, {after:.3f} after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Training: iteration {iteration}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Training: iteration {iteration}, about {left:.0f} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Fine-tune on my corrections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source> minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Train for at most so many minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Cancel the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Starting the trainer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Fine-tuning: {stage}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Preparing the first images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Fine-tuning {share:.0%}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The training failed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>Train for at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The model “{model}” learns from the {done} images that are done. It runs beside your work; this window can be closed meanwhile. The new model is used only if it is better on images held back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>f50 of the present model on images held back: {before:.3f} ({training} to learn from, {held} held back).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The new model is not better, so the old one stays in use. f50 on images held back: {before:.3f} before, {after:.3f} after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The model is still loading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>There is no model that could be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The model learns from images that are done; so far: {done}. Annotate all objects of at least {least} images and mark each as done (Ctrl+Enter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The training cannot be kept: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>The training was cancelled. The model is the same as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/finetune_dialog.py"/>
        <source>On images held back: f50 {f50:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/frame.py"/>
        <source>Main</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Open a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Open an image or a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Open a model (a checkpoint folder)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Add categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>There is no category {number}. Add one in the list of categories.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>This is the last image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>This is the first image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>All other images are done or skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>&lt;h3&gt;RSIS Annotator {version}&lt;/h3&gt;&lt;p&gt;A recurrent network proposes the objects of an image one at a time; you accept, fix, relabel or reject each mask before it goes on.&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>{count} categories of {title} added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>That was the last image to do. Export them (Ctrl+E), or look at any again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Open a folder first: categories belong to a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Label sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Images and projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/handlers.py"/>
        <source>Projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>{found} of {count} instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>{count}, {chosen} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>crowd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>Instance {number}: {category}, {source}, {area} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>Instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>Find: category, fixed, locked, note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>Find instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>No instances yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>1 instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_list.py"/>
        <source>{count} instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_properties.py"/>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_work.py"/>
        <source>Grow by {pixels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_work.py"/>
        <source>Shrink by {pixels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/instance_work.py"/>
        <source>No instance is selected. Accept the proposal first, or click an instance (V).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/main_window.py"/>
        <source>The model {name} is ready. It knows {knows}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/main_window.py"/>
        <source>Brush radius {radius}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/main_window.py"/>
        <source>Not everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/main_window.py"/>
        <source>Decisions that could not be written to the disk: {count}. If the program closes now, they are lost.

Make room or reconnect the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/main_window.py"/>
        <source>Keep the program open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/main_window.py"/>
        <source>what is open now stays open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/main_window.py"/>
        <source>Loading the image…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>{count} files were left out: {files}; and {more} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>Your latest decisions are not on the disk yet: {reason}. They are kept here and tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>1 file was left out: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>{count} files were left out: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>Repair it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>The model of this project is not there any more ({folder}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>Use the starter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/messages.py"/>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/pictures.py"/>
        <source>{path}: it is {now} pixels now, its annotations are for {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Each proposal and each drawn instance appears here as a step. Click one to go back to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Esc: back to the proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Paint on it, press a number to relabel it, Delete to remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Click an instance to change it, N proposes more, D goes to the next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>draw a missed one (P or B), click it (C), or mark the image done (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>The first proposal comes by itself. You can draw already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>N asks for a proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>objectness {objectness:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>confidence {confidence:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>no model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Nothing is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Open a folder of images to begin (Ctrl+O).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>No images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>There is no image in this folder that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>This image cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>D goes to the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Delete removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Backspace rejects it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Enter keeps it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Enter accepts it after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Step {number}: {category}, {outcome}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>This image is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>This image is skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>No more objects found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>No objects found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>The model is loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>Draw by hand (P, B), or open a model (Ctrl+M).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>No model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>about {count} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/presenter.py"/>
        <source>model loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>The daily backup could not be made: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>{what_happened} {count} images are missing in all. Nothing of their annotations is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>{what_happened} Nothing of its annotations is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>None of the images was found in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>{count} images were found in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>{name} was changed on the disk after it was annotated ({when}). Its annotations may not fit any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>{name} is not there any more ({folder}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>Where are the images now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>Find them in a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/project_care.py"/>
        <source>It is fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/proposal_bar.py"/>
        <source>Enter or Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/proposal_bar.py"/>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/startup.py"/>
        <source>The starter model is missing ({folder}). Drawing by hand works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/status_line.py"/>
        <source>✓ All saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/status_line.py"/>
        <source>{count} not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/status_line.py"/>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/strip.py"/>
        <source>Step {number}: {name}, {sure:.0%} sure, {outcome}. Click to go back to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/strip.py"/>
        <source>Step {number}: {name}, {outcome}. Click to go back to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/strip.py"/>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/tool_bar.py"/>
        <source>Radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/tool_bar.py"/>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/tool_bar.py"/>
        <source>Tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/tool_bar.py"/>
        <source>Shape is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/tool_bar.py"/>
        <source>Round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/tool_bar.py"/>
        <source>Square</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/tool_bar.py"/>
        <source>Tool options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/welcome.py"/>
        <source>A network proposes the objects of an image one at a time.
You accept, fix, relabel or reject each one, and it goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/welcome.py"/>
        <source>Ctrl+O. The annotations are kept in the folder, in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/welcome.py"/>
        <source>Enter accepts  ·  Backspace rejects  ·  B paints  ·  P draws a missed one  ·  F1 shows all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/windows/welcome.py"/>
        <source>Opened last</source>
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
    <message>
        <location filename="../../annotations/exchange.py"/>
        <source>the project has it with {known_width} x {known_height} pixels, not {width} x {height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/exchange.py"/>
        <source>{format} can be read but not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/exchange.py"/>
        <source>the folder cannot be made: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/files.py"/>
        <source>it could not be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/files.py"/>
        <source>there is something already; give a new or an empty folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its image {path} is {real_width} x {real_height} pixels, {source} is for {width} x {height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>{reason} (made before the photo was turned upright?)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file name is empty or not a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file name {name!r} leaves the folder of the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file {name!r} is a link that leaves the folder {folder} (where the images lie elsewhere, name their folder)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file {name!r} cannot be found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its image {path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes has no such label; its instances were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes holds {most} instances of a label in an image; {count} left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>"{name}" is the background of Cityscapes; {count} left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>its parts are shut in by others, so its polygon lacks some; instanceIds has them all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>there are no more numbers for labels; its instances were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes has no such label: written with number {number}; its scripts stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>category {name!r}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>it is named {split}/{city}/{core} there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>{count} without a pixel left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>an instance of {name!r}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>a crowd of {name!r}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>this label has no groups: written as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it is not a Cityscapes folder: there are no …_polygons.json files in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it has no polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>its polygon has more than {most} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>there is no image {name} in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it is no Cityscapes file: it has no imgHeight, imgWidth and "objects"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>its image of {width} x {height} pixels is beyond what can be painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it has no label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>one of its points is not two numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>one of its points lies far outside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it is not a JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>no pixel of it is to be seen: others cover it, or it lies outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>there is no label {number}; its category is now unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>it has a hole, which polygons cannot say: written as a run-length code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>annotation {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>an instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>it has no pixel, so it was left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>{reason}; left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its polygon is not a list of numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it has no file name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its size of {width} x {height} pixels cannot be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its size of {width} x {height} pixels is beyond what can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its {name} is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it is not a COCO data set: it has no list "{name}"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>{reason}; left out with its {count} annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>there is no category {number}; its category is now unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it has no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its id is taken by another category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its id is taken by another image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>the annotation file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>there is no image {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its iscrowd is neither 0 nor 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its score is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its mask covers no pixel of the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it has no mask: neither polygons nor a run-length code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>{count} of its polygons have fewer than three points; they were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>there is no category {number}; its category is now unknown (so are {more} more)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its file {name!r} is that of another image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its run-length code is for size {said}, the image has {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its area is said to be {area:g}, but its mask has {pixels} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its bbox {said} is not that of its mask, {real}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>it has no area, by which evaluations tell small from large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its area is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>it has no bbox, which most programs need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its bbox is not x, y, width, height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its bbox is x0, y0, x1, y1; COCO's is x, y, width, height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>it has no id, which most programs need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its id is taken by another annotation: programs that look it up find only one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its id is 0: pycocotools counts a detection that matches it as wrong; ids should start at 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>CVPPP files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>it is not a CVPPP folder: there is no file {name} in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>its label file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>its {count} instances take 16 bits; CVPPP's own files have 8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/isat.py"/>
        <source>it has no category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/isat.py"/>
        <source>it covers no pixel of the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is not JSON, or not text at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is not JSON ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is a list, as COCO results are, not a data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is JSON, but not a COCO data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>there is more behind its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>{wanted} is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>a name is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>one of its records is longer than {most} million characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>label maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>its label map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>it has no label map in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>it is not a folder of label maps: {needed} is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>there is no image of this name in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is not a labelme folder: there are no JSON files in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is JSON, but no labelme file: it has no list "shapes"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it does not name its image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image {said!r} is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image {name} is that of {other}; left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image's height or width is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its group_id is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is in no image and no line; left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>there is no kind of shape {kind!r}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>its picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>it has no points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>a rectangle has 2 or 4 points, not {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>a circle has 2 points, not {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>it is of kind mask, but has no picture or no place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>a {kind} says nothing of the pixels of a thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>one of its points is not x and y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>one of its points is not two numbers, or far outside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>its picture is not base64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>mask folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is not a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is not a folder of mask folders: there is no folder "masks" in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>there must be one image for it in {folder}, there are {count}; left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>its mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is {width} x {height} pixels, the image {image_width} x {image_height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it has no pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>category {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>image {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>line {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>object {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>shape {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>value {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is no label map: its pixels are {mode}, not one whole number each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is larger than {limit} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is JSON, but not an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is JSON, but not a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>{name} has the same name; left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is not text in UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its instances have no category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its object file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its pixels have no class; its category is now unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its pixels are of several classes; the most frequent was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>there is no class {number}; its category is now unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>Pascal VOC holds {most} categories, there are {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>it is not a Pascal VOC folder: {needed} is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its size is not that of the object file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>Pascal VOC files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} hold {most} instances an image; {count} left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>instances overlap: {cut} lost the part below another, {gone} lie wholly below others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>of unknown category: written under the category "{name}"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{count} instances do not go into one layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>it is named {stem} there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>its file {path} is not there; written without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} hold no categories; they were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} hold no crowds; {count} left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>its file {path}: {reason}; written without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>it is written {written!r}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>there is no {file} or {list} that names the categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>{count} instances have holes or several parts, joined by cuts of no width; programs that paint outlines show those as lines one pixel wide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is not a YOLO folder: there are no text files in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is a box, not a polygon: it says nothing of the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>its polygon covers no pixel of the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it has no "names"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>there is no image for it in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is not a class number with coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is not YAML ({error!r})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it has references (*name), which are not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>YOLO files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/image_files.py"/>
        <source>Find moved images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/image_files.py"/>
        <source>it cannot be opened: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>it is too large: {width} x {height} pixels, the limit is {limit:g} megapixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>it has no pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>it is too large: {width} x {height} pixels of {samples} channels, the limit is {limit:g} million values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>its pixels cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>the folder cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>{what} is not a PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>{what} is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>it is not an image that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>the image is damaged, or of a kind that is not read: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>the image is damaged or cut off ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>not enough memory to read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>the image is damaged ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/images.py"/>
        <source>{what} is larger than the image: {width} x {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>it has no list of categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>the category {twice!r} is there twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>its color is not [red, green, blue]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>its color has a part that is not a whole number from 0 to 255</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>category {number}: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/edits.py"/>
        <source>a stroke has a point or a radius that is not finite, or far outside any image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/edits.py"/>
        <source>masks of images of different sizes cannot be combined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/grab_cut.py"/>
        <source>There is nothing to tell apart: leave some background round the object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has an x without its y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has fewer than three points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has a coordinate that is not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon lies far outside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has an outline of absurd length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>an image cannot be {width} x {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a mask is an (H, W) array, not one of shape {shape}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a patch is an (h, w) array, not one of shape {shape}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has no size [height, width]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>the mask's box leaves the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>masks of images of different sizes cannot be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has a coordinate that is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has a character that does not belong there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>an empty mask has pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has no counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has a run that is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has a negative run or one longer than the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/morphology.py"/>
        <source>a mask cannot be changed by {pixels} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/regions.py"/>
        <source>the place clicked lies outside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code is cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code has a number that is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code has a negative run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code has a run longer than the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code covers {total} pixels, the image has {pixels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/masks/shapes.py"/>
        <source>a shape has a corner that is not finite, or far outside any image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/merging/images.py"/>
        <source>image {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/merging/images.py"/>
        <source>it is {width} x {height} pixels here and {old_width} x {old_height} in an earlier project; its annotations are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>merging takes two projects or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>there is a file already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>the project is named twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>its status differs ({statuses}); it is started in the merged project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>another image has its place; left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>{first} {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>it cannot be opened for writing: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>this drive cannot keep two programs apart ({reason}); copy it to another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>another program has this project open; close it there first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/log.py"/>
        <source>a log entry is cut off or too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/log.py"/>
        <source>a log entry is damaged ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/log.py"/>
        <source>a log entry is of no known table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>{folder} cannot be written: its annotations are kept in {target}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>it has no image {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>Add images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>the mask of {record} is for an image of another size than its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>the project is damaged: {record}: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>There was no room for a backup before the update: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>Copy from a folder that cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>its name is not valid text; rename it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The file as it was is kept as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The project was damaged and is repaired as far as it could be: {images} images with {instances} instances.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>there is no file to repair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>the project is open; close it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>nothing of it can be read, and there is no backup of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The project was damaged and is repaired: {images} images with {instances} instances, nothing is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>it cannot be repaired: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>Nothing of it could be read: this is the backup of {when}; what came later is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>Some of its pages and of its log are lost: look through the images that you did last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The category of {count} instances is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>{count} {things} cannot be read, and are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>{count} {things} belong to an image that is lost, and are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>its mask is not a run-length code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>its attributes are not a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>{value!r} is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>{value!r} is not text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>its attributes are nested too deeply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>the project is not there any more: it was moved or removed, or its drive was taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another project is at its place now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>what is at its place now is an older state, without the latest decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>the project is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another program has changed it meanwhile; open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it is not a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project was used wrongly: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project is damaged ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the disk is full; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>another program is writing to the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>no permission to open the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be opened here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the disk reports an error, or is full; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>a change does not fit the project ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be used ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be made: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the text {text!r} cannot be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be opened: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it cannot be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it is a database of another program, not a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project was made by a newer version of this program (format {found}, this one knows up to {known}); update the program to open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the copy is damaged ({verdict})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/structure.py"/>
        <source>its table or index {name} is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/structure.py"/>
        <source>its {kind} {name} is not as this program makes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/project/structure.py"/>
        <source>there is a {kind} {name} in it, which no project has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/records.py"/>
        <source>{key} cannot become {key_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/header.py"/>
        <source>its list of tags is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/header.py"/>
        <source>a tag lies beyond the end of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/header.py"/>
        <source>a tag has an unknown type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>its channels have different depths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>its samples have {bits} bits of a kind that is not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>its compression, number {compression}, is not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>its predictor is not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>the file is too short for its pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>the size of its tiles is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>strips or tiles are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>a strip or tile is cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>its strips or tiles overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../annotations/tiff/pixels.py"/>
        <source>a strip or tile is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../trainer/data/sbd.py"/>
        <source>its instance file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../trainer/finetune.py"/>
        <source>Scoring the present model on {count} images held back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../trainer/finetune.py"/>
        <source>Scoring the new model…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
