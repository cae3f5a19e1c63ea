import pytest
from tests.browser.test_reading import *
@pytest.mark.parametrize("width",[1280,375])
def test_shot(visit, width):
    v=visit(language="fr",width=width); case,address=reply_page(v)
    for l,w in PASSAGES.items():
        v.page.locator(sentence(v.page,w)).check(); v.page.locator(f"#label-{l}").check(); v.press(MARK)
    if width==1280:
        t=v.page.locator(".marks").aria_snapshot(); print(t)
    v.page.screenshot(path=f"/tmp/read_{width}.png",full_page=True)
    v.page.emulate_media(color_scheme="dark"); v.page.screenshot(path=f"/tmp/read_dark_{width}.png",full_page=True)
    v.page.emulate_media(media="print",color_scheme="light"); v.page.screenshot(path=f"/tmp/read_print_{width}.png",full_page=True)
    v.page.emulate_media(media="screen")
    v.open(address+"/check"); v.page.screenshot(path=f"/tmp/check_{width}.png",full_page=True)
