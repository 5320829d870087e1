"""Writes docs/tools.md: every feature of the window with its place, its key and the test that drives it.

With --check it only compares the page. Keys come from the program's table of actions.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from app.actions import BY_NAME, keys_text

PAGE = Path(__file__).with_name("tools.md")


@dataclass(frozen=True)
class Row:
    """One feature: its actions, its other places in the window, and its tests in tests/gui."""

    what: str
    actions: tuple[str, ...]
    tests: tuple[str, ...]
    where: str = ""
    keys: str = ""


_KEYS: tuple[Row, ...] = (
    Row("Accept the proposal and continue", ("accept",), ("test_each_verdict_leads_to_the_next_proposal_and_is_kept",),
        "line above the image"),
    Row("Close the shape being drawn", ("accept",),
        ("test_a_missed_object_is_drawn_by_polygon_and_enter_closes_it",
         "test_the_live_wire_follows_the_edges_and_enter_closes_it"), "or double click, or click the first corner"),
    Row("Relabel as category 1…9", ("relabel_1",),
        ("test_number_keys_relabel_and_shift_accepts_as_well",
         "test_selected_instances_are_relabelled_and_deleted_in_one_step"), keys="1…9"),
    Row("Relabel and accept", ("relabel_accept_1",), ("test_number_keys_relabel_and_shift_accepts_as_well",),
        keys="Shift+1…9"),
    Row("Find a category by name, or create one", ("choose_category",),
        ("test_any_category_is_given_by_a_part_of_its_name", "test_a_name_that_is_new_becomes_a_category"),
        "menu of an instance"),
    Row("Choose the category of the next drawn instance", ("relabel_1",),
        ("test_a_number_says_what_is_drawn_where_nothing_is_in_focus_or_a_shape_is_begun",), "list of categories",
        keys="1…9"),
    Row("Remove the category", ("relabel_unknown",),
        ("test_the_category_is_taken_away_and_the_colours_go_by_instance",)),
    Row("Skip", ("skip",), ("test_each_verdict_leads_to_the_next_proposal_and_is_kept",),
        "line above the image"),
    Row("Mark the image done or skipped", ("image_done", "image_skipped"),
        ("test_an_image_that_is_done_leads_to_the_next_one_to_do",)),
    Row("Mark the image not done", ("image_undone",), ("test_an_image_that_is_done_proposes_only_when_asked",)),
    Row("Reject", ("reject",), ("test_each_verdict_leads_to_the_next_proposal_and_is_kept",),
        "line above the image"),
    Row("Go back and forward by a step", ("back", "forward"),
        ("test_going_back_and_choosing_otherwise_leaves_what_came_later",
         "test_a_thumbnail_opens_its_step_and_escape_leads_back_to_the_proposal"), "strip"),
    Row("Start over from a step", ("start_over",),
        ("test_starting_over_from_a_step_is_one_act_that_can_be_undone",)),
    Row("Accept all above the threshold", ("accept_above",),
        ("test_accepting_all_that_are_sure_stops_at_the_end_and_each_can_be_undone",)),
    Row("Look closer: segment a small object again on an enlarged crop", ("look_closer",),
        ("test_a_closer_look_changes_the_mask_in_one_step_and_says_where_there_is_none",)),
    Row("Propose the next object", ("propose",), ("test_an_image_that_is_done_proposes_only_when_asked",)),
    Row("Go to the next or previous image", ("next_image", "previous_image"),
        ("test_images_are_gone_through_by_keys_and_the_next_undone_one_is_found",), "list of images"),
    Row("Go to the next image that is not done", ("next_undone",),
        ("test_images_are_gone_through_by_keys_and_the_next_undone_one_is_found",)),
    Row("Undo and redo, naming the change", ("undo", "redo"),
        ("test_all_of_it_can_be_undone_and_redone", "test_what_was_undone_and_done_again_is_told")),
    Row("Hide the others", ("hide_others",), ("test_hide_others_shows_only_the_proposal",)),
    Row("Hide or show all instances", ("show_all",),
        ("test_hidden_instances_are_not_painted_nor_picked_until_all_are_shown",)),
    Row("Zoom to fit, to 1 : 1, in and out", ("fit", "one_to_one", "zoom_in", "zoom_out"),
        ("test_the_wheel_zooms_at_the_pointer",)),
    Row("Zoom to the proposal or the selection", ("fit_focus",),
        ("test_one_key_zooms_to_what_is_in_focus_and_to_all_that_is_selected",
         "test_a_double_click_on_an_instance_in_the_list_zooms_to_it"), "double click in the list of instances"),
    Row("Pan", (), ("test_middle_drag_and_space_drag_pan_in_every_tool",), "the image, with every tool",
        "middle-drag, Space-drag"),
    Row("Zoom at the pointer", (),
        ("test_the_wheel_zooms_at_the_pointer", "test_the_wheel_scrolls_where_that_is_set_and_zooms_with_ctrl"),
        "the image; the wheel's action is a setting", "wheel, or Ctrl+wheel"),
    Row("Show the pixel under the pointer and its displayed value", (),
        ("test_the_line_below_tells_the_pixel_under_the_pointer_and_its_value",
         "test_of_a_coarse_picture_no_value_is_told"), "status bar"),
    Row("Delete", ("delete",),
        ("test_selecting_by_a_click_opens_the_step_and_delete_turns_it_down",
         "test_several_rows_of_the_list_are_selected_with_the_keyboard",
         "test_delete_rejects_a_proposal_but_not_while_something_is_drawn"), "menu of the list"),
    Row("Find any action by name", ("palette",), ("test_the_palette_finds_an_action_by_its_name_and_does_it",)),
    Row("Help", ("help",), ("test_help_shows_every_tool_with_its_key",)),
    Row("Cancel the whole gesture", ("cancel",),
        ("test_escape_takes_the_whole_gesture_back", "test_an_answer_that_comes_after_escape_is_dropped")),
    Row("Single letters type text in a text field", (),
        ("test_single_letters_are_text_while_a_text_field_has_the_focus",)),
)  # fmt: skip

_IMAGES: tuple[Row, ...] = (
    Row("Open a folder of 100,000 images: the first at once, the others in the background", ("open_folder",),
        ("test_the_images_of_a_large_folder_come_in_while_the_first_is_annotated",
         "test_a_folder_that_is_left_while_it_comes_in_goes_on_when_it_is_opened_again")),
    Row("Select several images and mark them in one step", ("images_done", "images_skipped", "images_undone"),
        ("test_images_are_selected_with_shift_and_ctrl_while_the_image_shown_stays",
         "test_images_are_selected_with_the_keyboard",
         "test_selected_images_are_marked_in_one_step_that_undo_takes_back",
         "test_the_menu_of_several_images_is_for_all_of_them"),
        "list of images with Shift or Ctrl, and its menu"),
    Row("Remove images from the project, with their instances, in one step", ("remove_images",),
        ("test_selected_images_are_removed_with_their_instances_in_one_step_after_one_question",
         "test_an_image_that_was_removed_is_not_listed_again_unless_it_is_opened_by_itself",
         "test_all_images_can_be_removed_and_undo_brings_them_back"), "menu of the list of images"),
    Row("Copy image paths", ("copy_path",),
        ("test_the_paths_of_the_image_shown_or_of_those_selected_are_copied",), "menu of the list"),
    Row("Thumbnails, made in the background", (),
        ("test_rows_that_are_shown_get_thumbnails_and_a_broken_image_is_marked",), "list of images; settings"),
    Row("Find images by name; Enter opens the first match", ("find_image",),
        ("test_the_search_lists_what_fits_and_the_keys_go_by_the_list",
         "test_enter_in_the_search_of_images_opens_the_first_that_is_found",
         "test_escape_ends_a_search_and_while_it_lasts_the_last_image_is_the_last_of_the_list"),
        "above the list of images"),
    Row("Filter by status, category or objectness; sort by name, status, doubt or objectness", ("filter_images",),
        ("test_images_are_filtered_by_status_and_by_category",
         "test_the_images_that_the_model_is_most_in_doubt_about_come_first"), "above the list of images"),
    Row("Go to the image with the most doubt", ("most_uncertain",),
        ("test_the_images_that_the_model_is_most_in_doubt_about_come_first",)),
    Row("Propose in all images in the background, pause and stop it", ("propose_in_all", "pause_batch", "stop_batch"),
        ("test_it_proposes_in_all_images_that_nobody_has_begun_with",
         "test_it_is_paused_also_over_a_restart_and_stopped",
         "test_work_that_was_left_goes_on_with_the_next_opening_each_image_once",
         "test_it_waits_while_the_person_waits_for_the_model"), "status line"),
    Row("Step through what was proposed in an image", ("accept", "reject", "skip"),
        ("test_what_waits_is_stepped_through_at_once_and_then_the_network_goes_on",
         "test_one_that_overlaps_what_was_drawn_is_passed_over_and_fixing_one_leaves_the_rest",
         "test_undo_lets_a_decided_proposal_wait_again")),
    Row("Show how many proposals wait in an image, and list only such images", (),
        ("test_the_list_says_how_many_wait_and_filters_by_it",), "list of images, filter"),
    Row("Accept all waiting proposals that are sure, in all images", ("accept_in_all",),
        ("test_all_that_are_sure_are_accepted_in_all_images_with_one_undo",)),
    Row("Estimate the doubt of all images that are not done, in the background", ("estimate",),
        ("test_the_model_looks_at_all_images_and_the_doubtful_ones_come_first",), "progress: below the list of images"),
    Row("Import, with a preview of counts, problems and images, after a backup; can be undone", ("import",),
        ("test_an_import_is_undone_and_redone_like_any_other_act_and_so_is_what_was_before_and_after_it",
         "test_an_import_is_shown_first_and_goes_into_the_open_project_after_a_backup",
         "test_what_cannot_be_read_is_told_and_not_imported",
         "test_what_has_no_category_gets_the_one_that_is_named")),
    Row("Export, with a list beforehand of what would be lost and which images are not done", ("export",),
        ("test_what_an_export_would_lose_and_which_images_are_not_done_is_said_before",
         "test_export_writes_coco_with_the_masks_of_the_project",
         "test_an_export_begins_with_the_format_of_the_last_one")),
    Row("Drop folders, images, projects or annotations on the window", (),
        ("test_annotations_dropped_on_an_empty_window_make_the_project_of_their_images",
         "test_a_new_folder_with_annotations_in_it_offers_to_import_them",
         "test_images_and_projects_that_are_dropped_are_opened_and_other_files_are_not_taken"), "the window"),
    Row("Open a recent project", (),
        ("test_projects_opened_last_are_in_the_menu_and_on_the_first_page_and_grey_when_they_are_gone",
         "test_projects_opened_last_are_called_as_a_person_knows_them",
         "test_enter_on_the_first_page_opens_the_project_opened_last",
         "test_a_project_opens_at_the_image_where_one_stopped_unless_that_is_done",
         "test_a_folder_opened_from_those_opened_last_takes_in_images_that_came_since"),
        "menu File; welcome page"),
    Row("Statistics with charts: categories, sizes, progress, time per instance", ("statistics",),
        ("test_statistics_show_charts_and_are_copied_as_csv_and_as_a_picture",)),
    Row("Measure sizes, shapes and intensities, in pixels and micrometres: table, histogram, scatter plot, CSV",
        ("measurements",),
        ("test_every_instance_is_measured_sorted_filtered_copied_and_saved",
         "test_the_size_of_a_pixel_is_shown_with_its_source_typed_and_kept_in_the_project",
         "test_a_hundred_thousand_rows_are_sorted_and_drawn_without_blocking")),
    Row("Go from a measurement to its instance", (),
        ("test_a_double_click_on_a_row_and_a_click_on_a_point_lead_to_the_instance",),
        "double click or Enter on a row, click on a point of the plot"),
)  # fmt: skip

_TOOLS: tuple[Row, ...] = (
    Row("Select one instance; several with Shift or a box", ("tool_select",),
        ("test_shift_clicks_and_a_box_select_several",), "tools"),
    Row("Select all", ("select_all",), ("test_shift_clicks_and_a_box_select_several",)),
    Row("Point: propose here; correct by positive and negative clicks", ("tool_point",),
        ("test_clicks_ask_for_an_object_and_correct_a_proposal",
         "test_a_click_far_from_the_proposal_asks_for_the_object_there"), "tools", "right-click: not this"),
    Row("Box: propose inside", ("tool_box",),
        ("test_the_box_tool_proposes_what_is_inside", "test_a_box_without_a_model_is_grabcut_and_says_so"), "tools"),
    Row("Brush", ("tool_brush",),
        ("test_a_brush_stroke_fixes_the_proposal_and_undo_takes_the_stroke_back",
         "test_without_a_model_one_can_draw"), "tools"),
    Row("Erase", ("tool_eraser",),
        ("test_the_eraser_makes_a_hole_that_is_kept", "test_the_brush_erases_with_the_right_button"), "tools",
        "right button of the brush"),
    Row("Make the brush smaller or larger", ("brush_smaller", "brush_larger"),
        ("test_the_size_of_the_brush_goes_by_keys",
         "test_the_square_brush_paints_squares_and_alt_drag_changes_the_size"), "tool options", "Alt-drag"),
    Row("Square brush", ("brush_square",),
        ("test_the_square_brush_paints_squares_and_alt_drag_changes_the_size",), "tool options"),
    Row("Polygon", ("tool_polygon",), ("test_a_missed_object_is_drawn_by_polygon_and_enter_closes_it",), "tools"),
    Row("Edit the corners of an outline", ("tool_corners",), ("test_a_corner_is_dragged_and_taken_away",), "tools",
        "right-click: remove"),
    Row("Rectangle, ellipse", ("tool_rectangle", "tool_ellipse"),
        ("test_rectangle_and_ellipse_are_drawn_and_undone_in_one_step",), "tools"),
    Row("Live-wire", ("tool_live_wire",), ("test_the_live_wire_follows_the_edges_and_enter_closes_it",), "tools"),
    Row("GrabCut from a box and scribbles", ("tool_grabcut",),
        ("test_grabcut_finds_the_object_in_a_box_without_the_model",), "tools"),
    Row("Magic wand", ("tool_wand",), ("test_the_magic_wand_takes_a_colour_and_shift_adds_another_place",), "tools",
        "drag: tolerance"),
    Row("Flood fill", ("tool_fill",), ("test_flood_fill_fills_a_hole_of_the_proposal",), "tools"),
    Row("Add a shape to the selection, subtract or intersect it", (),
        ("test_a_shape_with_ctrl_is_taken_from_the_proposal_and_with_shift_added",), "tool options",
        "Shift, Ctrl, Shift+Ctrl"),
    Row("Move", ("tool_move",), ("test_what_is_selected_is_moved_by_the_pointer_and_by_keys",), "tools"),
    Row("Move by one pixel", ("nudge_left", "nudge_right", "nudge_up", "nudge_down"),
        ("test_what_is_selected_is_moved_by_the_pointer_and_by_keys",)),
    Row("Fill holes, keep the largest part, smooth", ("fill_holes", "keep_largest", "smooth"),
        ("test_holes_parts_smoothing_growing_and_shrinking",)),
    Row("Grow, shrink", ("grow", "shrink"),
        ("test_holes_parts_smoothing_growing_and_shrinking",
         "test_large_masks_are_changed_on_a_thread_with_the_same_end")),
)  # fmt: skip

_INSTANCES: tuple[Row, ...] = (
    Row("Split into parts", ("split",), ("test_parts_are_split_into_instances",), "menu of the list"),
    Row("Duplicate", ("duplicate",), ("test_union_subtract_and_intersect",), "menu of the list"),
    Row("Copy and paste, also to another image", ("copy", "paste"),
        ("test_instances_are_copied_and_pasted_into_another_image",), "menu of the list and of the image"),
    Row("Union, subtract, intersect", ("unite", "subtract", "intersect"),
        ("test_union_subtract_and_intersect", "test_a_proposal_gives_up_what_an_instance_has"), "menu of the list"),
    Row("Change the order", ("to_front", "forward_one", "backward_one", "to_back"),
        ("test_the_order_is_changed_and_the_list_shows_it",), "menu of the list"),
    Row("No overlap", ("no_overlap",), ("test_with_no_overlap_an_accepted_or_drawn_mask_gives_way",), "settings"),
    Row("Flags: occluded, difficult, crowd", ("occluded", "difficult", "crowd"),
        ("test_flags_and_a_note_are_kept_and_found",
         "test_the_menu_of_an_instance_shows_its_flags_and_changes_them",
         "test_the_boxes_of_the_panel_show_where_instances_differ"), "below the list; menu of an instance"),
    Row("Note", ("note",), ("test_flags_and_a_note_are_kept_and_found",), "below the list"),
    Row("Attributes defined by the category", (),
        ("test_what_a_category_asks_is_answered_for_its_instances",
         "test_the_menu_of_an_instance_answers_what_its_category_asks"),
        "right-click a category; below the list of instances; menu of an instance"),
    Row("Hide or lock instances", ("hide_instance", "lock_instance"),
        ("test_hidden_instances_are_not_painted_nor_picked_until_all_are_shown",
         "test_a_locked_instance_is_not_picked_nor_changed",
         "test_the_eye_in_a_row_hides_its_instance_and_nothing_else_changes",
         "test_the_lock_in_a_row_locks_its_instance",
         "test_the_pointer_dragged_over_eyes_hides_all_of_them_in_one_go"),
        "eye and lock in each row of the list (drag over several); menu of the list"),
    Row("Menu of an instance or the proposal", (),
        ("test_the_right_button_shows_what_can_be_done_with_an_instance_or_the_proposal",),
        "right-click with the arrow"),
    Row("Go through the instances in the list", ("next_instance", "previous_instance"),
        ("test_the_instances_are_gone_through_by_keys_in_the_order_of_the_list_and_of_its_search",)),
    Row("Keep the selected instance and go on to the next", ("accept",),
        ("test_enter_on_a_selected_instance_goes_on_to_the_next_one_and_then_back_to_the_proposal",)),
    Row("Find instances by category, flag or note; Enter selects the first match", (),
        ("test_flags_and_a_note_are_kept_and_found",
         "test_enter_in_the_search_of_instances_selects_the_first_that_is_found"),
        "above the list"),
    Row("Colour by category or by instance", ("color_by_instance",),
        ("test_the_category_is_taken_away_and_the_colours_go_by_instance",)),
    Row("Change how strongly instances are filled", ("fill_more", "fill_less"),
        ("test_keys_make_the_fill_stronger_and_weaker_down_to_outlines",), "settings"),
    Row("Change the order of the categories and their keys", ("category_up", "category_down"),
        ("test_another_order_of_the_categories_gives_them_other_keys",), "right-click a category"),
    Row("Delete an unused category", ("delete_category",),
        ("test_a_category_is_deleted_unless_an_instance_has_it",), "right-click a category"),
    Row("Merge a category into another, in all images", ("merge_category",),
        ("test_a_category_is_merged_into_another_in_all_images_in_one_step",), "right-click a category"),
    Row("Rename and recolour a category", (), ("test_renaming_a_category_is_undone_like_everything_else",),
        "right-click a category"),
    Row("Add a label set: Pascal VOC, Cityscapes, COCO", ("labels_voc", "labels_cityscapes", "labels_coco"),
        ("test_a_label_set_is_added_with_its_colours_and_undone",), "“Sets” below the categories"),
    Row("Add your own label set", ("import_labels",),
        ("test_a_label_set_of_ones_own_is_read_or_refused_with_a_reason",)),
)  # fmt: skip

_LOOP: tuple[Row, ...] = (
    Row("Show other likely categories with their keys", (),
        ("test_the_likeliest_other_categories_stand_beside_the_proposal_with_their_keys",), "line above the image",
        "1…9"),
    Row("Show the model, the device and about how many objects are left", (),
        ("test_a_folder_opens_with_its_images_and_the_first_proposal",), "line above the image"),
    Row("Open another model while working", ("open_model",),
        ("test_another_model_is_loaded_while_the_work_goes_on_with_the_one_before",
         "test_a_model_that_cannot_be_loaded_leaves_the_name_of_the_one_in_use")),
    Row("Choose the starter or a recent model", (),
        ("test_the_models_used_last_are_in_a_menu_that_goes_back_to_the_starter",), "menu File"),
    Row("Propose in partly annotated images", (), ("test_a_partly_annotated_image_is_gone_on_with",)),
    Row("Do not guess on images unlike the training images", ("propose",),
        ("test_a_picture_unlike_what_the_model_knows_is_said_so_instead_of_guessing_on",
         "test_where_the_model_does_not_guess_a_click_is_answered_all_the_same"), "line above the image"),
    Row("Pause and resume proposals", ("pause",),
        ("test_proposals_are_paused_and_gone_on_with", "test_asking_for_a_proposal_ends_the_pause")),
    Row("Stop accepting automatically at a proposal that cannot be accepted", ("accept_above",),
        ("test_accepting_by_itself_ends_where_a_proposal_cannot_be_accepted",)),
)  # fmt: skip

_PROGRAM: tuple[Row, ...] = (
    Row("Dark and light themes; annotations keep their colours", ("theme_dark", "theme_light"),
        ("test_the_theme_changes_and_the_annotations_keep_their_colours",), "settings"),
    Row("Save: reports that everything is saved, and where", ("save",),
        ("test_who_saves_is_told_that_all_is_saved_and_where",)),
    Row("Full screen, image only, default layout", ("full_screen", "image_only", "usual_layout"),
        ("test_the_window_fills_the_screen_and_does_so_no_longer",
         "test_all_but_the_image_is_hidden_and_comes_back_as_it_was")),
    Row("Restore the window's place and size", (),
        ("test_the_window_comes_back_as_large_as_it_was_left",)),
    Row("Work in a small window, 1280 x 720", (),
        ("test_the_line_above_the_image_shows_the_model_whole_and_nothing_overlaps",), "[screens](screens.md)"),
    Row("Open images of more than 50 megapixels: coarse at once, details in stages", ("open_file",),
        ("test_one_can_work_on_a_coarse_picture_until_the_whole_one_is_there",
         "test_a_tool_that_needs_the_pixels_waits_for_them")),
    Row("Settings that take effect at once", ("settings",),
        ("test_the_settings_dialog_changes_what_it_shows_at_once",
         "test_the_wheel_scrolls_the_settings_and_changes_none_by_the_way")),
    Row("English and Chinese", (),
        ("test_the_window_at_work", "test_every_action_has_all_its_texts_in_the_language"), "settings"),
    Row("Use by keyboard alone, and with a screen reader", (),
        ("test_tab_goes_through_the_whole_window_and_back_to_the_image",
         "test_a_screen_reader_hears_what_is_proposed_without_leaving_the_image")),
    Row("Hide and show docks and toolbars", (),
        ("test_every_dock_and_toolbar_can_be_hidden_and_shown_in_the_view_menu",), "menu View"),
    Row("Fine-tune on my corrections", ("finetune",),
        ("test_progress_and_loss_are_shown_while_it_trains",
         "test_the_better_model_is_taken_into_use_and_kept_with_the_project",
         "test_a_model_that_is_no_better_is_not_used"), "toolbar"),
    Row("Window, level and channels, for 16-bit and multi-channel images too", ("display",),
        ("test_window_and_level_change_what_is_seen_in_all_images_of_the_kind_and_are_kept",
         "test_channels_are_chosen_and_the_model_hears_nothing_of_it")),
    Row("Tour of the window, the first time and on request", ("tour",),
        ("test_who_opens_something_for_the_first_time_is_shown_around_once",
         "test_the_tour_goes_by_keys_back_and_forth_and_ends_with_escape")),
    Row("Report a fault at once, and a crash at the next start", (),
        ("test_a_fault_is_told_with_its_report_and_the_work_goes_on",
         "test_the_next_start_says_where_the_report_of_a_crash_lies"), "banner over the image"),
    Row("Change keys (taken keys are refused); export, import and reset them", ("shortcuts",),
        ("test_an_action_gets_another_key_that_works_at_once_and_after_a_new_start",
         "test_what_is_said_of_keys_follows_them_at_once_also_where_an_action_has_none",
         "test_a_key_that_is_taken_is_refused_with_the_name_of_who_has_it",
         "test_shortcuts_are_exported_and_imported_and_reset")),
)  # fmt: skip

SECTIONS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Keys", _KEYS),
    ("Tools", _TOOLS),
    ("Instances and categories", _INSTANCES),
    ("Images", _IMAGES),
    ("The loop with the model", _LOOP),
    ("The program", _PROGRAM),
)


def page() -> str:
    """The page's text."""
    lines = ["# Features, keys and tests", ""]
    lines += [
        "Generated by `python docs/make_tools.py`. The tests drive the real window; all are in `tests/gui`."
    ]
    for title, rows in SECTIONS:
        lines += ["", f"## {title}", "", "| feature | where | key | test |", "|---|---|---|---|"]
        for row in rows:
            keys = [keys_text(BY_NAME[name]) for name in row.actions if not row.keys or "_1" not in name]
            menus = list(
                dict.fromkeys(f"menu {BY_NAME[name].menu}" for name in row.actions if BY_NAME[name].in_menu)
            )
            where = "; ".join(part for part in (*menus, row.where) if part)
            key = "; ".join(part for part in (*keys, row.keys) if part).replace("|", "\\|")
            lines.append(f"| {row.what} | {where} | {key} | {', '.join(f'`{test}`' for test in row.tests)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Writes or checks the page; returns 1 if it was out of date."""
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
