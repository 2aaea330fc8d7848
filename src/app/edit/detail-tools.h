// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done to the clip's sound: buttons in the head of the detail pane, those of the page that is seen.
// Layer: app. Main thread.

#pragma once

#include "app/edit/detail-samples.h"
#include "app/edit/detail-span.h"
#include "app/edit/detail-spectrum.h"

#include <gtk/gtk.h>

typedef enum
{
  LT_DETAIL_PAGE_WAVEFORM,
  LT_DETAIL_PAGE_SAMPLES,
  LT_DETAIL_PAGE_SPECTROGRAM,
  LT_DETAIL_N_PAGES,
} LtDetailPage;

#define LT_TYPE_DETAIL_TOOLS (lt_detail_tools_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailTools, lt_detail_tools, LT, DETAIL_TOOLS, GtkWidget)

/* Neither page is owned: they live as long as the pane does. */
GtkWidget *lt_detail_tools_new (LtDetailSpan *span, LtDetailSamples *samples, LtDetailSpectrum *spectrum);

void lt_detail_tools_set_page (LtDetailTools *self, LtDetailPage page);
