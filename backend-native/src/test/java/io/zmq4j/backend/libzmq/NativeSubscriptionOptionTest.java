package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SubscriptionOptionTck;

@RequiresBackend("native")
class NativeSubscriptionOptionTest extends SubscriptionOptionTck {}
