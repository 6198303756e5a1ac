/** What an element shows beside nothing: no room, so that no gap of the page around it stands for it. Called once it is drawn. */
export function takesNoRoomEmpty(host: HTMLElement & { readonly renderRoot: ParentNode }): void {
  host.hidden = host.renderRoot.childElementCount === 0;
}
