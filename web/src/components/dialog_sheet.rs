//! The style sheet of the dialogs, which comes with them.

use web_sys::CssStyleSheet;

const TEXT: &str = concat!(
    include_str!("../../styles/dialogs/dialog.css"),
    include_str!("../../styles/dialogs/compare.css"),
    include_str!("../../styles/dialogs/gallery.css"),
    include_str!("../../styles/dialogs/paste.css"),
);

thread_local! {
    /// A sheet that a script makes needs no exception from the content security policy.
    static SHEET: Option<CssStyleSheet> = CssStyleSheet::new().ok().filter(|sheet| sheet.replace_sync(TEXT).is_ok());
}

/// Gives the sheet to the document, which keeps it.
pub(super) fn adopt() {
    SHEET.with(|sheet| {
        let sheets = gloo::utils::document().adopted_style_sheets();
        if let Some(sheet) = sheet.as_ref().filter(|sheet| !sheets.includes(sheet, 0)) {
            sheets.push(sheet);
        }
    });
}
