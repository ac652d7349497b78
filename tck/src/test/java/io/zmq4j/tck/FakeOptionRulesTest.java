package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeOptionRulesTest extends OptionRulesTck {}
