interface Room {
  rooms: string[];
  types?: string[];
  packages: string[];
  because: string;
}
export const ROOMS: Record<string, Room>;
