package io.zmq4j.tck;

import io.zmq4j.Option;

/** A parameter of a test that makes it tell of one option: its rules about other options are not concerned. */
interface OfOption {
    Option<?> option();
}
