// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a point of a clip is for: corners fade, the top's middle is the gain, sides trim, halves select or move.
// Layer: app. Pure.

#pragma once

#define LT_CLIP_ZONES_BELOW_HANDLES 27.0 /* px from the row's top: below title and fade handles */

typedef enum
{
  LT_CLIP_ZONE_RANGE, /* the upper half */
  LT_CLIP_ZONE_MOVE,  /* the lower half; all of a low clip */
  LT_CLIP_ZONE_FADE_IN,
  LT_CLIP_ZONE_FADE_OUT,
  LT_CLIP_ZONE_GAIN,
  LT_CLIP_ZONE_START,
  LT_CLIP_ZONE_END,
  LT_CLIP_ZONE_CROSS, /* the X with the clip before; not found here but by what lies in the lane */
} LtClipZone;

/* Of a clip as it is drawn, pixels. */
typedef struct
{
  double x, width;       /* from the start of the clip */
  double y, height;      /* from the top of its row, the row's height */
  double fade_in, fade_out;
  double gain_y;         /* of the gain line; below 0: it is not shown */
} LtClipPoint;

LtClipZone lt_clip_zones_find (const LtClipPoint *at);
