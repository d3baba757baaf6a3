import { dropProfile, openSeat, signIn, type Seat } from "./desk.ts";

/** The computers of one story, each signed in; closed and thrown away together at its end. */
export type Seats = Readonly<{
  seatOf: (url: string, username: string) => Promise<Seat>;
  /** Switches a computer off and on again: another browser on the same profile, signed in as before. */
  reopen: (seat: Seat) => Promise<Seat>;
  close: () => Promise<void>;
}>;

/** Starts a story without any computer. */
export function createSeats(): Seats {
  const seats = new Set<Seat>();
  const take = async (opening: Promise<Seat>): Promise<Seat> => {
    const seat = await opening;
    seats.add(seat);
    return seat;
  };
  return {
    seatOf: async (url, username) => {
      const seat = await take(openSeat());
      await signIn(seat.page, url, username);
      return seat;
    },
    reopen: async (seat) => {
      await seat.close();
      seats.delete(seat);
      return take(openSeat(seat.profile));
    },
    close: async () => {
      for (const seat of seats) {
        await seat.close();
        dropProfile(seat.profile);
      }
    },
  };
}
