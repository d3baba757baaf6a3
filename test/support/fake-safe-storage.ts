import type { SafeStorage } from "../../src-main/services/keychain.ts";

export type FakeSafeStorage = SafeStorage & {
  isAvailable: boolean;
  isLocked: boolean;
  wantsRewrap: boolean;
  backend: string;
  wrapped: number;
};

/** A keychain that wraps by turning every byte over: enough to see that nothing lies there in the clear. */
export function fakeSafeStorage(): FakeSafeStorage {
  const turn = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  const fake: FakeSafeStorage = {
    isAvailable: true,
    isLocked: false,
    wantsRewrap: false,
    backend: "gnome_libsecret",
    wrapped: 0,
    isAsyncEncryptionAvailable: () => Promise.resolve(fake.isAvailable),
    encryptStringAsync: (plain) => {
      fake.wrapped += 1;
      return fake.isLocked ? Promise.reject(new Error("locked")) : Promise.resolve(turn(Buffer.from(plain)));
    },
    decryptStringAsync: (wrapped) =>
      fake.isLocked || !fake.isAvailable
        ? Promise.reject(new Error("locked"))
        : Promise.resolve({ result: turn(wrapped).toString(), shouldReEncrypt: fake.wantsRewrap }),
    getSelectedStorageBackend: () => fake.backend,
  };
  return fake;
}
