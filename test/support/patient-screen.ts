import { configure } from "@testing-library/react";

/** How long `findBy…` looks for what is to appear: a loaded machine may take seconds to paint. */
configure({ asyncUtilTimeout: 15_000 });
