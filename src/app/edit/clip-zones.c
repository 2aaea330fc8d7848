// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The smallest targets first.
// Layer: app.

#include "app/edit/clip-zones.h"

#include "app/edit/clip-view.h"

#include <math.h>

#define HANDLE_PX 9.0
#define CORNER_PX 12.0
#define SIDE_PX 6.0
#define LINE_PX 4.0
#define NARROW_PX 30.0 /* too narrow for corners and the middle */

LtClipZone
lt_clip_zones_find (const LtClipPoint *at)
{
  double   top = 2.0 + LT_CLIP_VIEW_TITLE;
  double   side = MIN (SIDE_PX, at->width / 4.0);
  gboolean titled = at->height - 4.0 >= LT_CLIP_VIEW_TITLED;

  if (titled && at->width >= NARROW_PX)
    {
      if (fabs (at->y - top) <= HANDLE_PX && fabs (at->x - MAX (at->fade_in, 5.0)) <= HANDLE_PX)
        return LT_CLIP_ZONE_FADE_IN;
      if (fabs (at->y - top) <= HANDLE_PX && fabs (at->width - MAX (at->fade_out, 5.0) - at->x) <= HANDLE_PX)
        return LT_CLIP_ZONE_FADE_OUT;
      if (at->y < top && at->x <= CORNER_PX)
        return LT_CLIP_ZONE_FADE_IN;
      if (at->y < top && at->x >= at->width - CORNER_PX)
        return LT_CLIP_ZONE_FADE_OUT;
    }
  if (at->x <= side)
    return LT_CLIP_ZONE_START;
  if (at->x >= at->width - side)
    return LT_CLIP_ZONE_END;
  if (titled && at->gain_y >= 0.0 && fabs (at->y - at->gain_y) <= LINE_PX)
    return LT_CLIP_ZONE_GAIN;
  if (titled && at->y < top && at->x > at->width / 3.0 && at->x < at->width * 2.0 / 3.0)
    return LT_CLIP_ZONE_GAIN;
  return !titled || at->y >= at->height / 2.0 ? LT_CLIP_ZONE_MOVE : LT_CLIP_ZONE_RANGE;
}
