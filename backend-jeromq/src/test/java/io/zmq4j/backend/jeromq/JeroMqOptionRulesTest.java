package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.OptionRulesTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqOptionRulesTest extends OptionRulesTck {}
