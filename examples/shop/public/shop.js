// Beside each chat: where it gets a fresh token when the old one is about to end.
for (const chat of document.querySelectorAll('parley-chat')) {
  chat.renewToken = async () => {
    const answer = await fetch(chat.dataset.renew);
    if (!answer.ok) throw new Error(`no token: ${answer.status}`);
    return answer.text();
  };
}
