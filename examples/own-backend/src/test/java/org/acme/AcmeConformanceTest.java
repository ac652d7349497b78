package org.acme;

import io.zmq4j.tck.ConformanceSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** The whole kit, on the backend of this project. */
@ConfigurationParameter(key = "zmq4j.tck.backend", value = "acme")
class AcmeConformanceTest extends ConformanceSuite {}
