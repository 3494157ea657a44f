//! A tagged PDF as other programs write them, put together object by object.

use lopdf::{Document, Object, SaveOptions, Stream, dictionary};

/// A page with a simple font, a form with marked content of its own, properties by name, an
/// artifact within a paragraph, and an element that claims to be its own grandchild.
pub fn file(object_streams: bool) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let page = document.new_object_id();
    let form = document.new_object_id();
    let root = document.new_object_id();
    let section = document.new_object_id();
    let paragraph = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => dictionary! {
            "BaseEncoding" => "WinAnsiEncoding",
            "Differences" => vec![1.into(), "fi".into()],
        },
    });
    let fonts = dictionary! { "F1" => font };
    let resources = dictionary! {
        "Font" => fonts.clone(),
        "XObject" => dictionary! { "Fm0" => form },
        "Properties" => dictionary! { "P0" => dictionary! { "MCID" => 0 } },
    };
    document.set_object(
        form,
        Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "StructParents" => 1,
                "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
                "Resources" => dictionary! { "Font" => fonts },
            },
            b"/P <</MCID 0>> BDC BT /F1 9 Tf (in the form) Tj ET EMC".to_vec(),
        ),
    );
    let content = b"/P /P0 BDC BT /F1 9 Tf (Caf\\351 of) Tj (\\001ce ) Tj \
        /Artifact BMC (unsaid) Tj EMC \
        /Span <</ActualText (\xFE\xFF\x20\xAC\x005)>> BDC (five euro) Tj EMC ET EMC \
        BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 00> EI /Fm0 Do \
        /P <</MCID 7>> BDC BT /F1 9 Tf 0 Tw (soft\\255ly) Tj ET EMC"
        .to_vec();
    let content = document.add_object(Stream::new(dictionary! {}, content));
    document.set_object(
        pages,
        dictionary! {
            "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 99.into(), 99.into()],
        },
    );
    document.set_object(
        page,
        dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
        },
    );
    document.set_object(paragraph, dictionary! {
        "S" => "MyPara", "P" => section,
        "K" => vec![
            0.into(),
            dictionary! { "Type" => "MCR", "Stm" => form, "MCID" => 0, "Pg" => page }.into(),
            Object::Reference(section),
            dictionary! { "S" => "Note", "K" => 7, "Alt" => Object::string_literal("a \"note\"") }
                .into(),
            0.into(),
        ],
    });
    document.set_object(section, dictionary! { "S" => "Sect", "Pg" => page, "K" => paragraph });
    document.set_object(root, dictionary! { "Type" => "StructTreeRoot", "K" => section });
    let catalog = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "StructTreeRoot" => root,
        "Lang" => Object::string_literal("fr"),
    });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(object_streams)
        .use_xref_streams(object_streams)
        .build();
    document.save_with_options(&mut bytes, options).expect("memory takes everything");
    bytes
}
