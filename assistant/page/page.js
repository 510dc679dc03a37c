// What Streamlit leaves no setting for: the language of the page.
document.documentElement.lang = "nl";
