/* cairo and fontconfig, which are opened for the first page that is painted and not
 * linked: with the libraries that they need themselves they are a third of what a
 * start of miit-parse costs, and of what a fork costs, too.
 *
 * Their functions are called as cairo.save for cairo_save, fontconfig.ConfigCreate for
 * FcConfigCreate.  They are opened for all to see, so that poppler, and they
 * themselves, call what this program defines in their place (paint_capture.h,
 * parse/pdf/pdf_font.h), and that finds theirs by RTLD_NEXT. */
#ifndef PARSE_PAGE_PAINT_LIBRARY_H
#define PARSE_PAGE_PAINT_LIBRARY_H

#include <cairo.h>
#include <fontconfig/fontconfig.h>

/* The functions that are called and not defined here, without "cairo_" and "Fc". */
#define PAINT_LIBRARY_CAIRO(FUNCTION)                                         \
	FUNCTION(clip_extents)                                                \
	FUNCTION(close_path)                                                  \
	FUNCTION(copy_path)                                                   \
	FUNCTION(create)                                                      \
	FUNCTION(curve_to)                                                    \
	FUNCTION(destroy)                                                     \
	FUNCTION(font_face_get_type)                                          \
	FUNCTION(get_fill_rule)                                               \
	FUNCTION(get_font_face)                                               \
	FUNCTION(get_font_matrix)                                             \
	FUNCTION(get_group_target)                                            \
	FUNCTION(get_line_width)                                              \
	FUNCTION(get_operator)                                                \
	FUNCTION(get_source)                                                  \
	FUNCTION(get_user_data)                                               \
	FUNCTION(image_surface_create_for_data)                               \
	FUNCTION(in_clip)                                                     \
	FUNCTION(line_to)                                                     \
	FUNCTION(matrix_init)                                                 \
	FUNCTION(matrix_init_identity)                                        \
	FUNCTION(matrix_init_scale)                                           \
	FUNCTION(matrix_init_translate)                                       \
	FUNCTION(matrix_multiply)                                             \
	FUNCTION(matrix_transform_point)                                      \
	FUNCTION(move_to)                                                     \
	FUNCTION(new_path)                                                    \
	FUNCTION(path_destroy)                                                \
	FUNCTION(path_extents)                                                \
	FUNCTION(pattern_create_linear)                                       \
	FUNCTION(pattern_destroy)                                             \
	FUNCTION(pattern_get_rgba)                                            \
	FUNCTION(pattern_get_surface)                                         \
	FUNCTION(pattern_reference)                                           \
	FUNCTION(recording_surface_create)                                    \
	FUNCTION(rectangle)                                                   \
	FUNCTION(restore)                                                     \
	FUNCTION(save)                                                        \
	FUNCTION(scale)                                                       \
	FUNCTION(set_line_width)                                              \
	FUNCTION(set_matrix)                                                  \
	FUNCTION(set_source)                                                  \
	FUNCTION(set_source_rgba)                                             \
	FUNCTION(set_user_data)                                               \
	FUNCTION(surface_create_similar_image)                                \
	FUNCTION(surface_destroy)                                             \
	FUNCTION(surface_status)                                              \
	FUNCTION(user_to_device)                                              \
	FUNCTION(user_to_device_distance)

#define PAINT_LIBRARY_FONTCONFIG(FUNCTION)                                    \
	FUNCTION(ConfigCreate)                                                \
	FUNCTION(ConfigSetCurrent)                                            \
	FUNCTION(FontSetAdd)                                                  \
	FUNCTION(FontSetCreate)                                               \
	FUNCTION(PatternBuild)

#define PAINT_LIBRARY_CAIRO_MEMBER(name) __typeof__(cairo_##name) *name;
#define PAINT_LIBRARY_FONTCONFIG_MEMBER(name) __typeof__(Fc##name) *name;

struct paint_library_cairo {
	PAINT_LIBRARY_CAIRO(PAINT_LIBRARY_CAIRO_MEMBER)
};

struct paint_library_fontconfig {
	PAINT_LIBRARY_FONTCONFIG(PAINT_LIBRARY_FONTCONFIG_MEMBER)
};

/* NULLs before they are opened. */
extern struct paint_library_cairo cairo;
extern struct paint_library_fontconfig fontconfig;

/* Opens both, once, in the parent.  Where they are not installed the process ends. */
void paint_library_open(void);

#endif
