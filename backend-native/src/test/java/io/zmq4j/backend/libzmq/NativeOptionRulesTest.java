package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.OptionRulesTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeOptionRulesTest extends OptionRulesTck {}
