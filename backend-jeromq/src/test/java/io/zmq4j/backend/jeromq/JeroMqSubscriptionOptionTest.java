package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SubscriptionOptionTck;

@RequiresBackend("jeromq")
class JeroMqSubscriptionOptionTest extends SubscriptionOptionTck {}
